-- Ids to publish again. Each changes its place as it is named, so that no two callers are told the same one.
-- KEYS: waiting retry leased counters
-- ARGV: limit overdue_ms (-1: not the overdue)
-- Answer: {id, …}
local waiting, retry, leased, counters = unpack(KEYS)
local limit, overdue_ms = tonumber(ARGV[1]), tonumber(ARGV[2])

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local named = {}

local function name(set, latest)
  local ids = redis.call('ZRANGEBYSCORE', set, '-inf', latest, 'LIMIT', 0, limit - #named)
  for _, id in ipairs(ids) do named[#named + 1] = id end
  return #ids
end

local expired = name(leased, now)
name(retry, now)
if overdue_ms >= 0 then name(waiting, now - overdue_ms) end

for _, id in ipairs(named) do
  redis.call('ZREM', leased, id)
  redis.call('ZREM', retry, id)
  redis.call('ZADD', waiting, now, id)
end
if expired > 0 then redis.call('HINCRBY', counters, 'expired', expired) end
return named
