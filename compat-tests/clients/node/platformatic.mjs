// What @platformatic/kafka can do with a broker.

import {
  Admin,
  ConfigResourceTypes,
  Consumer,
  FetchIsolationLevels,
  IncrementalAlterConfigOperationTypes,
  MessagesStreamModes,
  ProduceAcks,
  Producer,
  stringDeserializers,
  stringSerializers
} from '@platformatic/kafka'
import { bootstrap, expect, name, run, Skipped, soon, values } from './cases.mjs'

const FIRST_MS = 1_700_000_000_000n
const CLIENT = { clientId: 'client-tests', bootstrapBrokers: [bootstrap] }
const QUICK = { sessionTimeout: 6000, heartbeatInterval: 300, maxWaitTime: 100 }

async function withAdmin (use) {
  const admin = new Admin(CLIENT)
  try {
    return await use(admin)
  } finally {
    await admin.close()
  }
}

async function topic (what, partitions = 1) {
  const created = name(what)
  await withAdmin(async admin => {
    await admin.createTopics({ topics: [created], partitions, replicas: 1 })
    await soon('the topic', async () => (await admin.listTopics()).includes(created))
  })
  return created
}

async function withProducer (settings, use) {
  const producer = new Producer({ ...CLIENT, serializers: stringSerializers, ...settings })
  try {
    return await use(producer)
  } finally {
    await producer.close()
  }
}

const messages = (to, texts) => texts.map(value => ({ topic: to, key: 'key', value, partition: 0 }))

function send (to, texts, { producer: settings = {}, ...options } = {}) {
  return withProducer(settings, producer => producer.send({ messages: messages(to, texts), ...options }))
}

// A member of a group that reads from the beginning, unless told otherwise.
async function member (group, from, options = {}, settings = {}) {
  const quick = settings.groupProtocol === 'consumer' ? { maxWaitTime: QUICK.maxWaitTime } : QUICK
  const own = { groupId: group, deserializers: stringDeserializers }
  const consumer = new Consumer({ ...CLIENT, ...own, ...quick, ...settings })
  const stream = await consumer.consume({
    topics: [from],
    mode: MessagesStreamModes.EARLIEST,
    autocommit: false,
    ...options
  })
  const state = { consumer, stream, messages: [] }
  stream.on('data', message => state.messages.push(message))
  stream.on('error', error => { state.error = error })
  return state
}

async function received (state, count) {
  await soon(`${count} records`, () => {
    if (state.error) {
      throw state.error
    }
    return state.messages.length >= count
  })
  return state.messages.map(message => message.value)
}

async function read (from, count, options = {}) {
  const state = await member(name(`read-${from}-${count}-${options.isolationLevel ?? 'any'}`), from, options)
  try {
    return await received(state, count)
  } finally {
    await state.consumer.close(true)
  }
}

const assigned = state => (state.consumer.assignments ?? []).flatMap(each => each.partitions).length

const compressed = kind => async () => {
  if (kind === 'zstd' && Number(process.versions.node.split('.')[0]) < 22) {
    throw new Skipped('the client uses the zstd of Node.js, which has one since version 22')
  }
  const created = await topic(`compressed-${kind}`)
  const sent = values(300)
  await send(created, sent, { compression: kind })
  expect(sent, await read(created, sent.length))
}

async function acknowledged () {
  const created = await topic('acks')
  const acks = [ProduceAcks.NO_RESPONSE, ProduceAcks.LEADER, ProduceAcks.ALL]
  for (let i = 0; i < acks.length; i++) {
    await send(created, [String(acks[i])], { acks: acks[i] })
    await soon('the record', async () => (await ends(created)) === BigInt(i + 1))
  }
  expect(acks.map(String), await read(created, 3))
}

async function ends (of) {
  const answer = await withAdmin(admin =>
    admin.listOffsets({ topics: [{ name: of, partitions: [{ partitionIndex: 0, timestamp: -1n }] }] })
  )
  return answer[0].partitions[0].offset
}

async function idempotent () {
  const created = await topic('idempotent')
  const sent = values(300)
  await send(created, sent, { producer: { idempotent: true } })
  expect(sent, await read(created, sent.length))
}

async function headers () {
  const created = await topic('headers')
  await withProducer({}, producer =>
    producer.send({
      messages: [{ topic: created, value: 'value', headers: { one: 'first', two: 'second' }, timestamp: FIRST_MS }]
    })
  )
  const state = await member(name('headers'), created)
  await received(state, 1)
  await state.consumer.close(true)
  const [message] = state.messages
  expect([['one', 'first'], ['two', 'second']], [...message.headers])
  expect(FIRST_MS, message.timestamp)
}

async function fromOffset () {
  const created = await topic('from-offset')
  const sent = values(20)
  await send(created, sent)
  const options = { mode: MessagesStreamModes.MANUAL, offsets: [{ topic: created, partition: 0, offset: 15n }] }
  const state = await member(name('from-offset'), created, options)
  expect(sent.slice(15), await received(state, 5))
  await state.consumer.close(true)
}

async function byTime () {
  const created = await topic('times')
  const sent = Array.from({ length: 10 }, (_, i) => ({
    topic: created,
    value: 'value',
    timestamp: FIRST_MS + BigInt(i * 1000)
  }))
  await withProducer({}, producer => producer.send({ messages: sent }))
  const answer = await withAdmin(admin =>
    admin.listOffsets({ topics: [{ name: created, partitions: [{ partitionIndex: 0, timestamp: FIRST_MS + 3500n }] }] })
  )
  expect(4n, answer[0].partitions[0].offset)
}

const group = protocol => async () => {
  const created = await topic(`group-${protocol}`, 4)
  const id = name(`group-${protocol}`)
  const first = await member(id, created, {}, { groupProtocol: protocol })
  await soon('all partitions', () => assigned(first) === 4)
  const second = await member(id, created, {}, { groupProtocol: protocol })
  await soon('two each', () => assigned(first) === 2 && assigned(second) === 2)
  await second.consumer.close(true)
  await soon('all again', () => assigned(first) === 4)
  await send(created, ['one'])
  expect(['one'], await received(first, 1))
  await first.consumer.close(true)
}

async function committed () {
  const created = await topic('committed')
  const sent = values(10)
  await send(created, sent)
  const before = await member(name('committed'), created)
  await received(before, 10)
  await before.consumer.commit({ offsets: [{ topic: created, partition: 0, offset: 5n, leaderEpoch: 0 }] })
  await before.consumer.close(true)
  const after = await member(name('committed'), created, {
    mode: MessagesStreamModes.COMMITTED,
    fallbackMode: 'earliest'
  })
  expect(sent.slice(5), await received(after, 5))
  await after.consumer.close(true)
}

function transactional (what, use) {
  const settings = { idempotent: true, transactionalId: name(`transaction-${what}`) }
  return withProducer(settings, use)
}

async function transactionCommitted () {
  const created = await topic('transaction-committed')
  await transactional('committed', async producer => {
    const transaction = await producer.beginTransaction()
    await transaction.send({ messages: messages(created, ['one', 'two']) })
    await transaction.commit()
  })
  expect(['one', 'two'], await read(created, 2, { isolationLevel: FetchIsolationLevels.READ_COMMITTED }))
}

async function transactionAborted () {
  const created = await topic('transaction-aborted')
  await transactional('aborted', async producer => {
    const regretted = await producer.beginTransaction()
    await regretted.send({ messages: messages(created, ['regretted']) })
    await regretted.abort()
    const kept = await producer.beginTransaction()
    await kept.send({ messages: messages(created, ['kept']) })
    await kept.commit()
  })
  expect(['kept'], await read(created, 1, { isolationLevel: FetchIsolationLevels.READ_COMMITTED }))
  expect(['regretted', 'kept'], await read(created, 2, { isolationLevel: FetchIsolationLevels.READ_UNCOMMITTED }))
}

async function topics () {
  const created = await topic('deleted', 3)
  await withAdmin(async admin => {
    await admin.deleteTopics({ topics: [created] })
    await soon('the topic to be gone', async () => !(await admin.listTopics()).includes(created))
  })
}

async function describedTopics () {
  const created = await topic('described', 3)
  const metadata = await withAdmin(admin => admin.metadata({ topics: [created] }))
  expect(3, metadata.topics.get(created).partitionsCount)
}

async function partitions () {
  const created = await topic('more-partitions')
  await withAdmin(async admin => {
    await admin.createPartitions({ topics: [{ name: created, count: 3, assignments: null }] })
    await soon('three partitions', async () => {
      const metadata = await admin.metadata({ topics: [created], forceUpdate: true })
      return metadata.topics.get(created).partitionsCount === 3
    })
  })
}

async function config (admin, created, key) {
  const [described] = await admin.describeConfigs({
    resources: [{ resourceType: ConfigResourceTypes.TOPIC, resourceName: created, configurationKeys: [key] }]
  })
  return described.configs[0].value
}

async function configs () {
  const created = await topic('configs')
  expect('delete', await withAdmin(admin => config(admin, created, 'cleanup.policy')))
}

async function alteredConfigs () {
  const created = await topic('altered-configs')
  await withAdmin(async admin => {
    const change = { name: 'retention.ms', configOperation: IncrementalAlterConfigOperationTypes.SET, value: '12345' }
    await admin.incrementalAlterConfigs({
      resources: [{ resourceType: ConfigResourceTypes.TOPIC, resourceName: created, configs: [change] }]
    })
    await soon('the new value', async () => (await config(admin, created, 'retention.ms')) === '12345')
  })
}

async function groups () {
  const created = await topic('listed')
  const state = await member(name('listed'), created)
  await soon('a partition', () => assigned(state) === 1)
  await withAdmin(async admin => {
    const listed = await admin.listGroups({ types: ['classic'] })
    expect(true, [...listed.keys()].includes(name('listed')))
    const described = await admin.describeGroups({ groups: [name('listed')] })
    expect(1, described.get(name('listed')).members.size)
    await state.consumer.close(true)
    await admin.deleteGroups({ groups: [name('listed')] })
  })
}

await run('@platformatic/kafka', [
  ['produce, uncompressed', compressed('none')],
  ['produce, gzip', compressed('gzip')],
  ['produce, snappy', compressed('snappy')],
  ['produce, lz4', compressed('lz4')],
  ['produce, zstd', compressed('zstd')],
  ['produce with acks 0, 1 and all', acknowledged],
  ['produce idempotently', idempotent],
  ['headers and timestamps', headers],
  ['transaction, committed', transactionCommitted],
  ['transaction, aborted', transactionAborted],
  ['assign and seek', fromOffset],
  ['offsets by time', byTime],
  ['commit, and go on from there', committed],
  ['classic group, round robin', group('classic')],
  ['consumer group', group('consumer')],
  ['admin: create, list and delete topics', topics],
  ['admin: describe topics', describedTopics],
  ['admin: add partitions', partitions],
  ['admin: describe configs', configs],
  ['admin: alter configs one by one', alteredConfigs],
  ['admin: list, describe and delete groups', groups]
])
