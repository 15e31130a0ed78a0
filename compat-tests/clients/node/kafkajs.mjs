// What kafkajs can do with a broker.

import kafkajs from 'kafkajs'
import snappy from 'kafkajs-snappy'
import { bootstrap, expect, name, run, Skipped, soon, values } from './cases.mjs'

const { Kafka, CompressionTypes, CompressionCodecs, ConfigResourceTypes, logLevel } = kafkajs
const FIRST_MS = 1_700_000_000_000
const QUICK = { sessionTimeout: 6000, heartbeatInterval: 300, maxWaitTimeInMs: 100 }

CompressionCodecs[CompressionTypes.Snappy] = snappy

const kafka = new Kafka({ clientId: 'client-tests', brokers: [bootstrap], logLevel: logLevel.NOTHING })

async function withAdmin (use) {
  const admin = kafka.admin()
  await admin.connect()
  try {
    return await use(admin)
  } finally {
    await admin.disconnect()
  }
}

async function topic (what, partitions = 1) {
  const created = name(what)
  await withAdmin(admin =>
    admin.createTopics({
      waitForLeaders: true,
      topics: [{ topic: created, numPartitions: partitions, replicationFactor: 1 }]
    })
  )
  return created
}

async function send (to, texts, { producer: settings = {}, ...options } = {}) {
  const producer = kafka.producer(settings)
  await producer.connect()
  await producer.send({
    topic: to,
    messages: texts.map(value => ({ key: 'key', value, partition: 0 })),
    ...options
  })
  await producer.disconnect()
}

// A running member of a group, with what it was given and what it was assigned.
async function member (group, subscription, settings = {}) {
  const consumer = kafka.consumer({ groupId: group, ...QUICK, ...settings })
  const state = { consumer, messages: [], partitions: [] }
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    state.partitions = Object.values(payload.memberAssignment).flat()
  })
  await consumer.connect()
  await consumer.subscribe({ topics: [subscription].flat(), fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ message }) => {
      state.messages.push(message)
    }
  })
  return state
}

const texts = state => state.messages.map(message => message.value.toString())

async function read (from, count, settings) {
  const state = await member(name(`read-${from}-${count}-${JSON.stringify(settings ?? {}).length}`), from, settings)
  try {
    await soon(`${count} records`, () => state.messages.length >= count)
    return texts(state)
  } finally {
    await state.consumer.disconnect()
  }
}

const compressed = (what, type) => async () => {
  const created = await topic(`compressed-${what}`)
  const sent = values(300)
  await send(created, sent, { compression: type })
  expect(sent, await read(created, sent.length))
}

const missing = what => async () => {
  throw new Skipped(`kafkajs has no ${what} of its own, and its plugin is built from C where it is installed`)
}

async function acknowledged () {
  const created = await topic('acks')
  for (const acks of [0, 1, -1]) {
    await send(created, [String(acks)], { acks })
  }
  // What is not acknowledged may be overtaken.
  expect(['-1', '0', '1'], (await read(created, 3)).sort())
}

async function idempotent () {
  const created = await topic('idempotent')
  const sent = values(300)
  await send(created, sent, { producer: { idempotent: true, maxInFlightRequests: 1 } })
  expect(sent, await read(created, sent.length))
}

async function headers () {
  const created = await topic('headers')
  const producer = kafka.producer()
  await producer.connect()
  const message = { value: 'value', headers: { one: ['first', 'second'], two: 'third' }, timestamp: String(FIRST_MS) }
  await producer.send({ topic: created, messages: [message] })
  await producer.disconnect()
  const state = await member(name('headers'), created)
  await soon('a record', () => state.messages.length === 1)
  await state.consumer.disconnect()
  const [received] = state.messages
  expect(['first', 'second'], received.headers.one.map(String))
  expect('third', received.headers.two.toString())
  expect(String(FIRST_MS), received.timestamp)
}

async function seek () {
  const created = await topic('seek')
  const sent = values(20)
  await send(created, sent)
  const state = await member(name('seek'), created)
  await soon('all records', () => state.messages.length === 20)
  state.consumer.seek({ topic: created, partition: 0, offset: '15' })
  await soon('the last ones again', () => state.messages.length === 25)
  await state.consumer.disconnect()
  expect(sent.slice(15), texts(state).slice(20))
}

async function byTime () {
  const created = await topic('times')
  const producer = kafka.producer()
  await producer.connect()
  const messages = Array.from({ length: 10 }, (_, i) => ({ value: 'value', timestamp: String(FIRST_MS + i * 1000) }))
  await producer.send({ topic: created, messages })
  await producer.disconnect()
  const found = await withAdmin(admin => admin.fetchTopicOffsetsByTimestamp(created, FIRST_MS + 3500))
  expect([{ partition: 0, offset: '4' }], found)
  const [offsets] = await withAdmin(admin => admin.fetchTopicOffsets(created))
  expect(['0', '10'], [offsets.low, offsets.high])
}

async function group () {
  const created = await topic('group', 4)
  const first = await member(name('group'), created)
  await soon('all partitions', () => first.partitions.length === 4)
  const second = await member(name('group'), created)
  await soon('two each', () => first.partitions.length === 2 && second.partitions.length === 2)
  await second.consumer.disconnect()
  await soon('all again', () => first.partitions.length === 4)
  await send(created, ['one'])
  await soon('a record', () => first.messages.length === 1)
  await first.consumer.disconnect()
}

async function committed () {
  const created = await topic('committed')
  const sent = values(10)
  await send(created, sent)
  const before = await member(name('committed'), created)
  await soon('all records', () => before.messages.length === 10)
  await before.consumer.commitOffsets([{ topic: created, partition: 0, offset: '5', metadata: 'with a note' }])
  await before.consumer.disconnect()
  const [offsets] = await withAdmin(admin => admin.fetchOffsets({ groupId: name('committed'), topics: [created] }))
  expect('5', offsets.partitions[0].offset)
  expect('with a note', offsets.partitions[0].metadata)
  const after = await member(name('committed'), created)
  await soon('the rest', () => after.messages.length === 5)
  await after.consumer.disconnect()
  expect(sent.slice(5), texts(after))
}

async function pattern () {
  const created = await topic('pattern-yes')
  await send(created, ['wanted'])
  const state = await member(name('pattern'), new RegExp(`^${name('pattern-')}.*`))
  await soon('a record', () => state.messages.length === 1)
  await state.consumer.disconnect()
}

async function transactional (what) {
  const producer = kafka.producer({
    transactionalId: name(`transaction-${what}`),
    idempotent: true,
    maxInFlightRequests: 1
  })
  await producer.connect()
  return producer
}

async function transactionCommitted () {
  const created = await topic('transaction-committed')
  const producer = await transactional('committed')
  const transaction = await producer.transaction()
  await transaction.send({ topic: created, messages: [{ value: 'one' }, { value: 'two' }] })
  await transaction.commit()
  await producer.disconnect()
  expect(['one', 'two'], await read(created, 2))
}

async function transactionAborted () {
  const created = await topic('transaction-aborted')
  const producer = await transactional('aborted')
  const regretted = await producer.transaction()
  await regretted.send({ topic: created, messages: [{ value: 'regretted' }] })
  await regretted.abort()
  const kept = await producer.transaction()
  await kept.send({ topic: created, messages: [{ value: 'kept' }] })
  await kept.commit()
  await producer.disconnect()
  expect(['kept'], await read(created, 1))
  expect(['regretted', 'kept'], await read(created, 2, { readUncommitted: true }))
}

async function transactionWithOffsets () {
  const created = await topic('transaction-offsets')
  const producer = await transactional('offsets')
  const transaction = await producer.transaction()
  await transaction.send({ topic: created, messages: [{ value: 'one' }] })
  const offsets = [{ topic: created, partitions: [{ partition: 0, offset: '7' }] }]
  await transaction.sendOffsets({ consumerGroupId: name('transaction-group'), topics: offsets })
  await transaction.commit()
  await producer.disconnect()
  const [found] = await withAdmin(admin =>
    admin.fetchOffsets({ groupId: name('transaction-group'), topics: [created] })
  )
  expect('7', found.partitions[0].offset)
}

async function topics () {
  const created = await topic('deleted', 3)
  await withAdmin(async admin => {
    expect(true, (await admin.listTopics()).includes(created))
    await admin.deleteTopics({ topics: [created] })
    await soon('the topic to be gone', async () => !(await admin.listTopics()).includes(created))
  })
}

async function describedTopics () {
  const created = await topic('described', 3)
  const { topics: [described] } = await withAdmin(admin => admin.fetchTopicMetadata({ topics: [created] }))
  expect(3, described.partitions.length)
}

async function partitions () {
  const created = await topic('more-partitions')
  await withAdmin(async admin => {
    await admin.createPartitions({ topicPartitions: [{ topic: created, count: 3 }] })
    await soon('three partitions', async () => {
      const { topics: [described] } = await admin.fetchTopicMetadata({ topics: [created] })
      return described.partitions.length === 3
    })
  })
}

async function config (admin, created, key) {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: true,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: created, configNames: [key] }]
  })
  return resources[0].configEntries[0].configValue
}

async function configs () {
  const created = await topic('configs')
  expect('delete', await withAdmin(admin => config(admin, created, 'cleanup.policy')))
}

async function alteredConfigs () {
  const created = await topic('altered-configs')
  await withAdmin(async admin => {
    const configEntries = [{ name: 'retention.ms', value: '12345' }]
    await admin.alterConfigs({ resources: [{ type: ConfigResourceTypes.TOPIC, name: created, configEntries }] })
    await soon('the new value', async () => (await config(admin, created, 'retention.ms')) === '12345')
  })
}

async function deletedRecords () {
  const created = await topic('deleted-records')
  const sent = values(10)
  await send(created, sent)
  await withAdmin(async admin => {
    // The client knows the leader of a topic only after it was asked for something else of it.
    await admin.fetchTopicOffsets(created)
    await admin.deleteTopicRecords({ topic: created, partitions: [{ partition: 0, offset: '4' }] })
  })
  expect(sent.slice(4), await read(created, 6))
}

async function groups () {
  const created = await topic('listed')
  const state = await member(name('listed'), created)
  await soon('a partition', () => state.partitions.length === 1)
  await withAdmin(async admin => {
    const listed = await admin.listGroups()
    expect(true, listed.groups.some(each => each.groupId === name('listed')))
    const { groups: [described] } = await admin.describeGroups([name('listed')])
    expect('Stable', described.state)
    await state.consumer.disconnect()
    await admin.deleteGroups([name('listed')])
    const after = await admin.listGroups()
    expect(false, after.groups.some(each => each.groupId === name('listed')))
  })
}

async function setOffsets () {
  const created = await topic('set-offsets')
  await send(created, values(5))
  await withAdmin(async admin => {
    const groupId = name('set-offsets')
    await admin.setOffsets({ groupId, topic: created, partitions: [{ partition: 0, offset: '3' }] })
    const [found] = await admin.fetchOffsets({ groupId, topics: [created] })
    expect('3', found.partitions[0].offset)
  })
}

async function cluster () {
  const described = await withAdmin(admin => admin.describeCluster())
  expect([1, 1], [described.brokers.length, described.controller])
}

await run('kafkajs', [
  ['produce, uncompressed', compressed('none', CompressionTypes.None)],
  ['produce, gzip', compressed('gzip', CompressionTypes.GZIP)],
  ['produce, snappy', compressed('snappy', CompressionTypes.Snappy)],
  ['produce, lz4', missing('lz4')],
  ['produce, zstd', missing('zstd')],
  ['produce with acks 0, 1 and all', acknowledged],
  ['produce idempotently', idempotent],
  ['headers and timestamps', headers],
  ['transaction, committed', transactionCommitted],
  ['transaction, aborted', transactionAborted],
  ['transaction with offsets', transactionWithOffsets],
  ['seek', seek],
  ['offsets by time', byTime],
  ['subscribe to a pattern', pattern],
  ['commit, and go on from there', committed],
  ['classic group, round robin', group],
  ['admin: create, list and delete topics', topics],
  ['admin: describe topics', describedTopics],
  ['admin: add partitions', partitions],
  ['admin: describe configs', configs],
  ['admin: alter configs as a whole', alteredConfigs],
  ['admin: delete records', deletedRecords],
  ['admin: list, describe and delete groups', groups],
  ['admin: set offsets of a group', setOffsets],
  ['admin: describe the cluster', cluster]
])
