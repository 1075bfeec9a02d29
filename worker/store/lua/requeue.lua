-- Queue a document again, in the bulk lane, as a new revision that no older pipeline may take.
-- KEYS: record article result open waiting retry leased pipelines sources counters
-- ARGV: id token pipeline release
-- Answer: its queue | false (dead, unknown, or its result is of a newer pipeline)
local record, article, result, open, waiting, retry, leased, pipelines, sources, counters = unpack(KEYS)
local id, token, pipeline, release = unpack(ARGV)

local held = redis.call('HMGET', record, 'state', 'queue', 'token', 'pipeline', 'wanted', 'attempts', 'source')
local state, queue = held[1], held[2]
if held[3] == token then return queue end -- sent again
if (state ~= 'done' and state ~= 'open') or redis.call('EXISTS', article) == 0 then return false end

if redis.call('HEXISTS', pipelines, pipeline) == 0 then
  redis.call('HSET', pipelines, pipeline, string.format('%s %06d', release, redis.call('HLEN', pipelines)))
end
local place = redis.call('HGET', pipelines, pipeline)
local function newer(other)
  local its = other and redis.call('HGET', pipelines, other)
  return its and its > place
end
if newer(held[5]) or (state == 'done' and newer(held[4])) then return false end

redis.call('HSET', record, 'wanted', pipeline)
if state == 'open' and held[6] == '0' then return queue end -- nobody had it yet: now it waits for this pipeline

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HINCRBY', counters, 'requeued', 1)
if state == 'open' then
  redis.call('HINCRBY', counters, 'superseded', 1)
  if queue == 'articles' and redis.call('HINCRBY', sources, held[7], -1) <= 0 then
    redis.call('HDEL', sources, held[7])
  end
end
redis.call('HINCRBY', record, 'revision', 1)
redis.call('HSET', record, 'state', 'open', 'queue', 'bulk', 'attempts', 0, 'token', token)
redis.call('HDEL', record, 'stage', 'error', 'shared')
for _, key in ipairs({record, article, result}) do redis.call('PERSIST', key) end
redis.call('ZREM', leased, id)
redis.call('ZREM', retry, id)
redis.call('ZADD', open, now, id)
redis.call('ZADD', waiting, now, id)
return 'bulk'
