-- Give a lease back, if it is still held; the document is published again after a delay. Where nobody knows whose
-- fault it was, it is as if the lease had run out.
-- KEYS: record waiting retry leased counters
-- ARGV: id token stage error charge (1 | 0 | empty: unknown) delay_ms (empty: its message is still there)
-- Answer: 1 | 0 (not held any more)
local record, waiting, retry, leased, counters = unpack(KEYS)
local id, token, stage, error, charge, delay_ms = unpack(ARGV)

if redis.call('HGET', record, 'token') ~= token or redis.call('ZREM', leased, id) == 0 then return 0 end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if delay_ms == '' then
  redis.call('ZADD', waiting, now, id)
else
  redis.call('ZADD', retry, now + delay_ms, id)
end
redis.call('HDEL', record, 'token')
if charge ~= '' then redis.call('HDEL', record, 'shared') end
if charge == '0' then redis.call('HINCRBY', record, 'attempts', -1) end
if stage ~= '' then redis.call('HSET', record, 'stage', stage, 'error', error) end
redis.call('HINCRBY', counters, 'released', 1)
return 1
