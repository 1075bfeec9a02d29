-- Forget consumers that hold nothing and were silent for long: every process has a name of its own.
-- KEYS: stream
-- ARGV: silent_ms
-- Answer: how many
local stream = unpack(KEYS)
local silent_ms = tonumber(ARGV[1])

if redis.call('EXISTS', stream) == 0 then return 0 end

local function named(flat)
  local info = {}
  for i = 1, #flat, 2 do info[flat[i]] = flat[i + 1] end
  return info
end

local retired = 0
for _, flat in ipairs(redis.call('XINFO', 'GROUPS', stream)) do
  local group = named(flat).name
  for _, its in ipairs(redis.call('XINFO', 'CONSUMERS', stream, group)) do
    local consumer = named(its)
    if consumer.pending == 0 and consumer.idle >= silent_ms then
      redis.call('XGROUP', 'DELCONSUMER', stream, group, consumer.name)
      retired = retired + 1
    end
  end
end
return retired
