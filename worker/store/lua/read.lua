-- Entries of a stream for one consumer of a group: its own unacknowledged first, then those of a consumer that fell
-- silent, both one at a time, then new ones.
-- KEYS: stream groups aside
-- ARGV: group consumer limit idle_ms max_deliveries (0: no bound) only_new (1 | 0)
-- Answer: false (no such group) | {{{position, {field, value, …}, delivered}, …}, last position of the stream}
local stream, groups, aside = unpack(KEYS)
local group, consumer = ARGV[1], ARGV[2]
local limit, idle_ms, max_deliveries = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local only_new = ARGV[6] == '1'
local LOOK = 16 -- how far into the pending entries one call looks

local function number_of(entry)
  for i = 1, #entry[2], 2 do
    if entry[2][i] == 'number' then return tonumber(entry[2][i + 1]) end
  end
end

local function put_aside(position, deliveries)
  redis.call('XACK', stream, group, position)
  local entry = redis.call('XRANGE', stream, position, position)[1]
  if not entry then return end
  local fields = entry[2]
  fields[#fields + 1], fields[#fields + 2] = 'position', position
  fields[#fields + 1], fields[#fields + 2] = 'delivered', tostring(deliveries)
  redis.call('XADD', aside, '*', unpack(fields))
end

-- The first of `rows` (XPENDING) that may be delivered again, taken over by this consumer.
local function again(rows, silent_ms)
  for _, row in ipairs(rows) do
    local position, idle, deliveries = row[1], row[3], row[4]
    if idle >= silent_ms then
      if max_deliveries > 0 and deliveries >= max_deliveries then
        put_aside(position, deliveries)
      else
        local entry = redis.call('XCLAIM', stream, group, consumer, 0, position)[1]
        if entry then return {{entry[1], entry[2], deliveries + 1}} end
        redis.call('XACK', stream, group, position) -- trimmed away meanwhile
      end
    end
  end
end

local mine = redis.pcall('XPENDING', stream, group, '-', '+', LOOK, consumer)
if mine.err then
  if string.find(mine.err, 'NOGROUP', 1, true) then return false end
  return mine
end

local found
if not only_new then
  found = again(mine, 0) or again(redis.call('XPENDING', stream, group, '-', '+', LOOK), idle_ms)
  if found then return {found, ''} end
end

local new = redis.call('XREADGROUP', 'GROUP', group, consumer, 'COUNT', limit, 'STREAMS', stream, '>')
if not new then
  redis.call('XGROUP', 'CREATECONSUMER', stream, group, consumer) -- some servers name a consumer only when it gets one
  local info = redis.call('XINFO', 'STREAM', stream)
  for i = 1, #info, 2 do
    if info[i] == 'last-generated-id' then return {{}, info[i + 1]} end
  end
end

found = new[1][2]
local first, last = number_of(found[1]), number_of(found[#found])
if first then
  local seen = tonumber(redis.call('HGET', groups, 'seen ' .. group) or -1)
  if seen >= 0 and first > seen + 1 then redis.call('HINCRBY', groups, 'missed ' .. group, first - seen - 1) end
  redis.call('HSET', groups, 'seen ' .. group, last)
end
for _, entry in ipairs(found) do entry[3] = 1 end
return {found, ''}
