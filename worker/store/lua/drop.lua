-- Forget a dead letter and its article. An older result stays; without one only the revision is remembered, for a
-- day, so that a worker that is late cannot commit to what is submitted next under the same id.
-- KEYS: record article result dead letter counters
-- ARGV: id token
-- Answer: 1 | 0 (not dead)
local record, article, result, dead, letter, counters = unpack(KEYS)
local id, token = unpack(ARGV)

local held = redis.call('HMGET', record, 'state', 'token')
if redis.call('ZREM', dead, id) == 0 then return held[2] == token and 1 or 0 end -- 1: sent again
redis.call('DEL', letter)
redis.call('HINCRBY', counters, 'dropped', 1)
if held[1] ~= 'dead' then return 1 end

redis.call('DEL', article)
redis.call('HDEL', record, 'digest')
if redis.call('EXISTS', result) == 1 then
  redis.call('HSET', record, 'state', 'done', 'token', token)
else
  redis.call('HSET', record, 'state', 'dropped', 'token', token)
  redis.call('EXPIRE', record, 86400)
end
return 1
