-- Store and queue one article, unless this very content is here already. Where a source has its share of open
-- documents in the lane of articles, its next ones go to the bulk lane: it delays no other source.
-- KEYS: record article result open waiting retry leased dead letter sources counters
-- ARGV: id digest queue source payload token share (0: no bound) traceparent (or nothing)
-- Answer: {revision, status, state, queue}
local record, article, result, open, waiting, retry, leased, dead, letter, sources, counters = unpack(KEYS)
local id, digest, queue, source, payload, token, share, traceparent = unpack(ARGV)

local held = redis.call('HMGET', record, 'digest', 'revision', 'state', 'token', 'queue', 'source')
local known, state = held[1], held[3]

if known == digest then
  if state == 'open' then
    state = redis.call('ZSCORE', leased, id) and 'leased' or 'queued'
  end
  local status = 'unchanged'
  if held[4] == token then -- this call, sent again after its answer was lost
    status = held[2] == '1' and 'new' or 'revised'
  end
  return {held[2], status, state, held[5]}
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- The first write is one that a full Redis refuses, so that it refuses all or nothing.
redis.call('HINCRBY', counters, 'submitted', 1)
local revision = redis.call('HINCRBY', record, 'revision', 1)
if state == 'open' then
  redis.call('HINCRBY', counters, 'superseded', 1)
  if held[5] == 'articles' and redis.call('HINCRBY', sources, held[6], -1) <= 0 then
    redis.call('HDEL', sources, held[6])
  end
end
if queue == 'articles' then
  local its_open = tonumber(redis.call('HGET', sources, source) or 0)
  if share ~= '0' and its_open >= tonumber(share) then
    queue = 'bulk'
  else
    redis.call('HINCRBY', sources, source, 1)
  end
end
redis.call('HSET', record, 'digest', digest, 'queue', queue, 'source', source, 'state', 'open',
  'attempts', 0, 'token', token)
redis.call('SET', article, payload)
redis.call('ZADD', open, now, id)
redis.call('ZADD', waiting, now, id)

if revision > 1 then
  redis.call('HDEL', record, 'stage', 'error', 'wanted', 'traceparent')
  redis.call('PERSIST', record)
  redis.call('PERSIST', result) -- the old result stays until the new one replaces it
  redis.call('ZREM', retry, id)
  redis.call('ZREM', leased, id)
end
if traceparent ~= '' then redis.call('HSET', record, 'traceparent', traceparent) end
if redis.call('ZREM', dead, id) == 1 then redis.call('DEL', letter) end

local new = revision == 1 or state == 'dropped'
return {revision, new and 'new' or 'revised', 'queued', queue}
