-- Write the result of a revision once, with one entry in the results stream.
-- KEYS: record article result open waiting retry leased done results sources counters
-- ARGV: id revision payload pipeline ttl_ms traceparent (or nothing)
-- Answer: committed | already | stale
local record, article, result, open, waiting, retry, leased, done, results, sources, counters = unpack(KEYS)
local id, revision, payload, pipeline, ttl_ms, traceparent = unpack(ARGV)

local held = redis.call('HMGET', record, 'revision', 'state', 'queue', 'source')
if held[1] ~= revision or held[2] == 'dropped' then return 'stale' end
if held[2] ~= 'open' then return 'already' end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- The first write is one that a full Redis takes, and with it the rest: work that is done is kept. No new work
-- begins there, for a claim is refused, so the excess is bounded by what is at work.
if redis.call('ZREM', leased, id) == 0 then
  redis.call('ZREM', waiting, id)
  redis.call('ZREM', retry, id)
end
redis.call('ZREM', open, id)
if held[3] == 'articles' and redis.call('HINCRBY', sources, held[4], -1) <= 0 then
  redis.call('HDEL', sources, held[4])
end
redis.call('SET', result, payload)
redis.call('HSET', record, 'state', 'done', 'pipeline', pipeline)
redis.call('HDEL', record, 'token', 'wanted', 'stage', 'error')
redis.call('ZADD', done, now, id)
local number = redis.call('HINCRBY', counters, 'committed', 1)
local fields = {'id', id, 'revision', revision, 'number', number}
if traceparent ~= '' then fields[7], fields[8] = 'traceparent', traceparent end
redis.call('XADD', results, '*', unpack(fields))

if ttl_ms ~= '0' then
  for _, key in ipairs({record, article, result}) do redis.call('PEXPIRE', key, ttl_ms) end
  redis.call('ZREMRANGEBYSCORE', done, '-inf', now - ttl_ms)
end
return 'committed'
