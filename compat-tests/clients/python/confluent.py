"""What confluent-kafka, librdkafka's client for Python, can do with a broker."""

import confluent_kafka
from confluent_kafka import Consumer, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, ConfigResource, NewPartitions, NewTopic

from cases import bootstrap, expect, name, run, soon

FIRST_MS = 1_700_000_000_000


# One for all: an answer that is waited for is lost with the client that asked.
ADMIN = AdminClient({"bootstrap.servers": bootstrap()})


def admin():
    return ADMIN


def producer(**settings):
    return Producer({"bootstrap.servers": bootstrap(), **dotted(settings)})


def consumer(**settings):
    defaults = {
        "bootstrap.servers": bootstrap(),
        "group.id": name("no-group"),
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
    }
    return Consumer({**defaults, **dotted(settings)})


def dotted(settings):
    return {key.replace("_", "."): value for key, value in settings.items()}


def topic(what, partitions=1):
    created = name(what)
    admin().create_topics([NewTopic(created, partitions, 1)])[created].result(20)
    soon("the topic", lambda: len(partitions_of(created)) == partitions)
    return created


def partitions_of(created):
    listed = admin().list_topics(topic=created, timeout=10).topics[created]
    return {} if listed.error else listed.partitions


def send(to, values, **settings):
    sender = producer(**settings)
    failed = []
    for value in values:
        sender.produce(to, value, key="key", partition=0, on_delivery=lambda error, _: error and failed.append(error))
    expect(0, sender.flush(20))
    expect([], failed)


def poll(reader, count):
    """The next records, which must come in time."""
    records = []

    def enough():
        record = reader.poll(0.2)
        if record is not None:
            if record.error():
                raise AssertionError(str(record.error()))
            records.append(record)
        return len(records) >= count

    soon(f"{count} records", enough)
    return records


def texts(records):
    return [record.value().decode() for record in records]


def read(of, count, **settings):
    reader = consumer(**settings)
    reader.assign([TopicPartition(of, 0, 0)])
    try:
        return texts(poll(reader, count))
    finally:
        reader.close()


def values(count):
    return [f"value {i} of many that look much like each other" for i in range(count)]


def compressed(kind):
    def case():
        created = topic(f"compressed-{kind}")
        sent = values(300)
        send(created, sent, compression_type=kind, linger_ms=5)
        expect(sent, read(created, len(sent)))

    return case


def idempotent():
    created = topic("idempotent")
    sent = values(300)
    send(created, sent, enable_idempotence=True)
    expect(sent, read(created, len(sent)))


def headers():
    created = topic("headers")
    sender = producer()
    sent = [("one", b"first"), ("one", b"second"), ("none", None)]
    sender.produce(created, "value", headers=sent, timestamp=FIRST_MS)
    expect(0, sender.flush(20))
    reader = consumer()
    reader.assign([TopicPartition(created, 0, 0)])
    record = poll(reader, 1)[0]
    reader.close()
    expect(sent, record.headers())
    expect(FIRST_MS, record.timestamp()[1])


def seek():
    created = topic("seek")
    sent = values(20)
    send(created, sent)
    reader = consumer()
    reader.assign([TopicPartition(created, 0, 15)])
    expect(sent[15:], texts(poll(reader, 5)))
    reader.seek(TopicPartition(created, 0, 18))
    expect(sent[18:], texts(poll(reader, 2)))
    expect((0, 20), reader.get_watermark_offsets(TopicPartition(created, 0), timeout=10))
    reader.close()


def by_time():
    created = topic("times")
    sender = producer()
    for i in range(10):
        sender.produce(created, "value", partition=0, timestamp=FIRST_MS + i * 1000)
    expect(0, sender.flush(20))
    reader = consumer()
    found = reader.offsets_for_times([TopicPartition(created, 0, FIRST_MS + 3500)], timeout=10)
    expect(4, found[0].offset)
    reader.close()


def group(strategy):
    def case():
        created = topic(f"group-{strategy}", 4)
        settings = {
            "group_id": name(f"group-{strategy}"),
            "partition_assignment_strategy": strategy,
            "heartbeat_interval_ms": 200,
            "session_timeout_ms": 6000,
        }
        first = consumer(**settings)
        first.subscribe([created])
        soon("all partitions", lambda: assigned(first) == 4)
        second = consumer(**settings)
        second.subscribe([created])
        soon("two each", lambda: [assigned(first), assigned(second)] == [2, 2])
        second.close()
        soon("all again", lambda: assigned(first) == 4)
        send(created, ["one"])
        expect(["one"], texts(poll(first, 1)))
        first.close()

    return case


def assigned(reader):
    expect(None, reader.poll(0.05))
    return len(reader.assignment())


def static_member():
    created = topic("static")
    settings = {"group_id": name("static"), "group_instance_id": "one", "session_timeout_ms": 10000}
    send(created, ["one"])
    before = consumer(**settings)
    before.subscribe([created])
    expect(["one"], texts(poll(before, 1)))
    before.commit(asynchronous=False)
    before.close()
    send(created, ["two"])
    after = consumer(**settings)
    after.subscribe([created])
    expect(["two"], texts(poll(after, 1)))
    after.close()


def committed():
    created = topic("committed")
    sent = values(10)
    send(created, sent)
    before = consumer(group_id=name("committed"))
    before.subscribe([created])
    expect(sent[:5], texts(poll(before, 5)))
    before.commit(offsets=[TopicPartition(created, 0, 5)], asynchronous=False)
    expect(5, before.committed([TopicPartition(created, 0)], timeout=10)[0].offset)
    before.close()
    after = consumer(group_id=name("committed"))
    after.subscribe([created])
    expect(sent[5:], texts(poll(after, 5)))
    after.close()


def pattern():
    created = topic("pattern-yes")
    send(created, ["wanted"])
    reader = consumer(group_id=name("pattern"), topic_metadata_refresh_interval_ms=500)
    reader.subscribe([f"^{name('pattern-')}.*"])
    expect(["wanted"], texts(poll(reader, 1)))
    reader.close()


def transactional(what):
    sender = producer(transactional_id=name(f"transaction-{what}"))
    sender.init_transactions(20)
    return sender


def transaction_committed():
    created = topic("transaction-committed")
    sender = transactional("committed")
    sender.begin_transaction()
    sender.produce(created, "one", partition=0)
    sender.produce(created, "two", partition=0)
    sender.commit_transaction(20)
    expect(["one", "two"], read(created, 2, isolation_level="read_committed"))


def transaction_aborted():
    created = topic("transaction-aborted")
    sender = transactional("aborted")
    sender.begin_transaction()
    sender.produce(created, "regretted", partition=0)
    sender.flush(20)
    sender.abort_transaction(20)
    sender.begin_transaction()
    sender.produce(created, "kept", partition=0)
    sender.commit_transaction(20)
    expect(["kept"], read(created, 1, isolation_level="read_committed"))
    expect(["regretted", "kept"], read(created, 2, isolation_level="read_uncommitted"))


def transaction_with_offsets():
    source, result = topic("transaction-source"), topic("transaction-result")
    send(source, ["one"])
    reader = consumer(group_id=name("transaction-group"))
    reader.subscribe([source])
    records = poll(reader, 1)
    sender = transactional("offsets")
    sender.begin_transaction()
    sender.produce(result, records[0].value(), partition=0)
    sender.send_offsets_to_transaction([TopicPartition(source, 0, 1)], reader.consumer_group_metadata(), 20)
    sender.commit_transaction(20)
    expect(1, reader.committed([TopicPartition(source, 0)], timeout=10)[0].offset)
    reader.close()
    expect(["one"], read(result, 1, isolation_level="read_committed"))


def topics():
    created = topic("deleted", 3)
    admin().delete_topics([created])[created].result(20)
    soon("the topic to be gone", lambda: created not in admin().list_topics(timeout=10).topics)


def partitions():
    created = topic("more-partitions", 1)
    admin().create_partitions([NewPartitions(created, 3)])[created].result(20)
    soon("three partitions", lambda: len(partitions_of(created)) == 3)


def configs():
    created = topic("configs")
    described = admin().describe_configs([ConfigResource("topic", created)])
    entries = list(described.values())[0].result(20)
    expect("delete", entries["cleanup.policy"].value)


def altered_configs():
    created = topic("altered-configs")
    wanted = ConfigResource("topic", created, set_config={"retention.ms": "12345"})
    list(admin().alter_configs([wanted]).values())[0].result(20)

    def altered():
        described = admin().describe_configs([ConfigResource("topic", created)])
        return list(described.values())[0].result(20)["retention.ms"].value == "12345"

    soon("the new value", altered)


def groups():
    created = topic("listed-group")
    send(created, ["one"])
    reader = consumer(group_id=name("listed-group"))
    reader.subscribe([created])
    poll(reader, 1)
    listed = admin().list_groups(group=name("listed-group"), timeout=10)
    reader.close()
    expect(["Stable"], [each.state for each in listed])


run(
    f"{confluent_kafka.version()[0]} (librdkafka {confluent_kafka.libversion()[0]})",
    [
        ("produce, uncompressed", compressed("none")),
        ("produce, gzip", compressed("gzip")),
        ("produce, snappy", compressed("snappy")),
        ("produce, lz4", compressed("lz4")),
        ("produce, zstd", compressed("zstd")),
        ("produce idempotently", idempotent),
        ("headers and timestamps", headers),
        ("transaction, committed", transaction_committed),
        ("transaction, aborted", transaction_aborted),
        ("transaction with offsets", transaction_with_offsets),
        ("assign and seek", seek),
        ("offsets by time", by_time),
        ("subscribe to a pattern", pattern),
        ("commit, and go on from there", committed),
        ("classic group, range", group("range")),
        ("classic group, round robin", group("roundrobin")),
        ("classic group, cooperative", group("cooperative-sticky")),
        ("static member", static_member),
        ("admin: create, list and delete topics", topics),
        ("admin: add partitions", partitions),
        ("admin: describe configs", configs),
        ("admin: alter configs as a whole", altered_configs),
        ("admin: list groups", groups),
    ],
)
