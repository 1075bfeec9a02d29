-- Make a consumer group, if there is none: it begins at the oldest entry.
-- KEYS: stream groups
-- ARGV: group numbered (1: results, whose entries are numbered | 0)
-- Answer: 1 (made) | 0 (was there)
local stream, groups = unpack(KEYS)
local group, numbered = ARGV[1], ARGV[2] == '1'

local made = redis.pcall('XGROUP', 'CREATE', stream, group, '0', 'MKSTREAM')
if made.err then
  if string.find(made.err, 'BUSYGROUP', 1, true) then return 0 end
  return made
end

if numbered then -- what was cut away before it came, it has not missed
  local seen = -1 -- an empty stream: whatever comes next is the first
  local first = redis.call('XRANGE', stream, '-', '+', 'COUNT', 1)[1]
  if first then
    for i = 1, #first[2], 2 do
      if first[2][i] == 'number' then seen = first[2][i + 1] - 1 end
    end
  end
  redis.call('HSET', groups, 'seen ' .. group, seen)
  redis.call('HDEL', groups, 'missed ' .. group)
end
return 1
