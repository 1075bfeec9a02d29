-- Lease a document for work, counting the attempt; or say why not.
-- KEYS: record article open waiting retry leased pipelines counters
-- ARGV: id token lease_ms max_attempts pipeline release
-- Answer: {'lease', revision, attempt, payload, traceparent or false} | {'exhausted', revision, attempts, payload, stage, error} | {reason}
local record, article, open, waiting, retry, leased, pipelines, counters = unpack(KEYS)
local id, token, lease_ms, max_attempts, pipeline, release = unpack(ARGV)

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function refuse(reason)
  redis.call('HINCRBY', counters, 'refused_' .. reason, 1)
  return {reason}
end

local held = redis.call('HMGET', record, 'state', 'revision', 'attempts', 'token', 'wanted', 'stage', 'error',
  'traceparent')
local state, revision, attempts = held[1], held[2], tonumber(held[3])

if state == 'done' or state == 'dead' then return refuse(state) end
local payload = state == 'open' and redis.call('GET', article)
if not payload then
  if state ~= 'open' then
    for _, set in ipairs({open, waiting, retry, leased}) do redis.call('ZREM', set, id) end
  end
  return refuse('unknown')
end

local expires = redis.call('ZSCORE', leased, id)
if expires and tonumber(expires) > now then
  if held[4] == token then return {'lease', revision, attempts, payload, held[8]} end -- sent again
  return refuse('leased')
end

if redis.call('HEXISTS', pipelines, pipeline) == 0 then
  redis.call('HSET', pipelines, pipeline, string.format('%s %06d', release, redis.call('HLEN', pipelines)))
end
if held[5] then
  local wanted = redis.call('HGET', pipelines, held[5])
  if wanted and redis.call('HGET', pipelines, pipeline) < wanted then return refuse('newer') end
end

if expires then redis.call('HINCRBY', counters, 'expired', 1) end
if attempts >= tonumber(max_attempts) then
  redis.call('ZADD', waiting, now, id) -- whoever is told buries it; should they die, it is named again
  redis.call('ZREM', retry, id)
  redis.call('ZREM', leased, id)
  return {'exhausted', revision, attempts, payload, held[6] or '', held[7] or ''}
end
redis.call('HINCRBY', record, 'attempts', 1) -- first: a full Redis refuses new work
redis.call('HSET', record, 'token', token)
redis.call('ZREM', waiting, id)
redis.call('ZREM', retry, id)
redis.call('ZADD', leased, now + lease_ms, id)
redis.call('HINCRBY', counters, 'claimed', 1)
return {'lease', revision, attempts + 1, payload, held[8]}
