-- Lease documents for work, counting the attempt of each; or say why not. A lease that is shared with others and runs
-- out charges nobody, for it does not tell whose fault that was: such a document is leased alone from then on.
-- KEYS: open waiting retry leased pipelines counters
-- EACH: record article
-- ARGV: token lease_ms lease_ms_per_mib max_attempts pipeline release shared (1: with others | 0: alone) max_bytes
-- EACH: id
-- Answer: of each {'lease', revision, attempt, payload, traceparent or false}
-- | {'exhausted', revision, attempts, payload, stage, error} | {reason}
local open, waiting, retry, leased, pipelines, counters = unpack(KEYS, 1, 6)
local token, lease_ms, per_mib, max_attempts, pipeline, release, shared, max_bytes = unpack(ARGV, 1, 8)
lease_ms, per_mib, max_attempts = tonumber(lease_ms), tonumber(per_mib), tonumber(max_attempts)
shared, max_bytes = shared == '1', tonumber(max_bytes)

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ids, places, bytes = {}, {}, 0 -- of what is leased by this call

local function refuse(reason)
  redis.call('HINCRBY', counters, 'refused_' .. reason, 1)
  return {reason}
end

local function for_a_newer(wanted)
  if redis.call('HEXISTS', pipelines, pipeline) == 0 then
    redis.call('HSET', pipelines, pipeline, string.format('%s %06d', release, redis.call('HLEN', pipelines)))
  end
  local place = wanted and redis.call('HGET', pipelines, wanted)
  return place and redis.call('HGET', pipelines, pipeline) < place
end

local function exhaust(id, ...)
  redis.call('ZADD', waiting, now, id) -- whoever is told buries it; should they die, it is named again
  redis.call('ZREM', retry, id)
  redis.call('ZREM', leased, id)
  return {'exhausted', ...}
end

local function claim(record, article, id)
  local held = redis.call('HMGET', record, 'state', 'revision', 'attempts', 'token', 'wanted', 'shared', 'stage', 'error',
    'traceparent')
  local state, revision, attempts, doubtful = held[1], held[2], tonumber(held[3] or 0), held[6]

  if state == 'done' or state == 'dead' then return refuse(state) end
  if bytes >= max_bytes then return {'later'} end
  local payload = state == 'open' and redis.call('GET', article)
  if not payload then
    if state ~= 'open' then
      for _, set in ipairs({open, waiting, retry, leased}) do redis.call('ZREM', set, id) end
    end
    return refuse('unknown')
  end

  local expires = redis.call('ZSCORE', leased, id)
  if expires and tonumber(expires) > now then
    if held[4] ~= token then return refuse('leased') end
    bytes = bytes + #payload
    return {'lease', revision, attempts, payload, held[9]} -- sent again
  end

  if for_a_newer(held[5]) then return refuse('newer') end
  if shared and (doubtful or attempts > 0) then return refuse('alone') end
  if expires then redis.call('HINCRBY', counters, 'expired', 1) end
  if doubtful then attempts = attempts - 1 end
  if attempts >= max_attempts then return exhaust(id, revision, attempts, payload, held[7] or '', held[8] or '') end

  -- First: a full Redis refuses new work.
  redis.call('HSET', record, 'attempts', attempts + 1, 'token', token, unpack(shared and {'shared', 1} or {}))
  if doubtful then redis.call('HDEL', record, 'shared') end
  ids[#ids + 1], bytes = id, bytes + #payload
  places[#places + 1], places[#places + 2] = now + lease_ms + math.floor(#payload / 1048576 * per_mib), id
  return {'lease', revision, attempts + 1, payload, held[9]}
end

local answers = {}
for i = 1, #ARGV - 8 do
  local k = 6 + 2 * (i - 1)
  answers[i] = claim(KEYS[k + 1], KEYS[k + 2], ARGV[8 + i])
end
if #ids > 0 then
  redis.call('ZREM', waiting, unpack(ids))
  redis.call('ZREM', retry, unpack(ids))
  redis.call('ZADD', leased, unpack(places))
  redis.call('HINCRBY', counters, 'claimed', #ids)
end
return answers
