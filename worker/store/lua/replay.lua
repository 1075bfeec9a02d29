-- Queue a dead document again, with no attempts charged.
-- KEYS: record article open waiting dead letter sources counters
-- ARGV: id token
-- Answer: its queue | false (not dead, or never was a document)
local record, article, open, waiting, dead, letter, sources, counters = unpack(KEYS)
local id, token = unpack(ARGV)

local held = redis.call('HMGET', record, 'state', 'queue', 'token', 'source')
if held[3] == token then return held[2] end -- sent again
if held[1] ~= 'dead' or redis.call('EXISTS', article) == 0 then return false end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if held[2] == 'articles' then redis.call('HINCRBY', sources, held[4], 1) end
redis.call('HSET', record, 'state', 'open', 'attempts', 0, 'token', token)
redis.call('HDEL', record, 'stage', 'error', 'shared')
redis.call('ZADD', open, now, id)
redis.call('ZADD', waiting, now, id)
redis.call('ZREM', dead, id)
redis.call('DEL', letter)
redis.call('HINCRBY', counters, 'replayed', 1)
return held[2]
