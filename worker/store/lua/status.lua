-- Counts and ages of one shard at one moment.
-- KEYS: open waiting retry leased done dead inbox counters
-- Answer: {queued, leased, done, dead, inbox, now, oldest or false, last commit or false, recent, {counter, value, …}}
local open, waiting, retry, leased, done, dead, inbox, counters = unpack(KEYS)

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local oldest = redis.call('ZRANGE', open, 0, 0, 'WITHSCORES')
local newest = redis.call('ZREVRANGE', done, 0, 0, 'WITHSCORES')
return {
  redis.call('ZCARD', waiting) + redis.call('ZCARD', retry),
  redis.call('ZCARD', leased),
  redis.call('ZCARD', done),
  redis.call('ZCARD', dead),
  redis.call('XLEN', inbox),
  now,
  oldest[2] or false,
  newest[2] or false,
  redis.call('ZCOUNT', done, now - 60000, '+inf'),
  redis.call('HGETALL', counters),
}
