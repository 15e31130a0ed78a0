"""What kafka-python can do with a broker."""

from threading import Thread

import kafka
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition, codec
from kafka.admin import ConfigResource, ConfigResourceType, NewPartitions, NewTopic
from kafka.coordinator.assignors.range import RangePartitionAssignor
from kafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor
from kafka.structs import OffsetAndMetadata

from cases import Skipped, bootstrap, expect, name, run, soon

FIRST_MS = 1_700_000_000_000


def admin():
    return KafkaAdminClient(bootstrap_servers=bootstrap())


def producer(**settings):
    return KafkaProducer(bootstrap_servers=bootstrap(), **settings)


def consumer(**settings):
    defaults = {"auto_offset_reset": "earliest", "enable_auto_commit": False, "group_id": None}
    return KafkaConsumer(bootstrap_servers=bootstrap(), **{**defaults, **settings})


def topic(what, partitions=1):
    created = name(what)
    client = admin()
    client.create_topics([NewTopic(created, partitions, 1)])
    client.close()
    reader = consumer()
    soon("the topic", lambda: len(reader.partitions_for_topic(created) or ()) == partitions)
    reader.close()
    return created


def send(to, values, **settings):
    sender = producer(**settings)
    sent = [sender.send(to, value.encode(), key=b"key", partition=0) for value in values]
    sender.flush(20)
    for each in sent:
        each.get(20)
    sender.close()


def poll(reader, count):
    """The next records, which must come in time."""
    records = []

    def enough():
        for batch in reader.poll(200).values():
            records.extend(batch)
        return len(records) >= count

    soon(f"{count} records", enough)
    return records


def texts(records):
    return [record.value.decode() for record in records]


def read(of, count):
    reader = consumer()
    reader.assign([TopicPartition(of, 0)])
    try:
        return texts(poll(reader, count))
    finally:
        reader.close()


def values(count):
    return [f"value {i} of many that look much like each other" for i in range(count)]


def compressed(kind):
    def case():
        if kind is not None and not getattr(codec, f"has_{kind}", lambda: False)():
            raise Skipped(f"the library for {kind} is not installed")
        created = topic(f"compressed-{kind}")
        sent = values(300)
        send(created, sent, compression_type=kind, linger_ms=5)
        expect(sent, read(created, len(sent)))

    return case


def acknowledged():
    created = topic("acks")
    for acks in (0, 1, "all"):
        send(created, [str(acks)], acks=acks)
    # What is not acknowledged may be overtaken.
    expect(["0", "1", "all"], sorted(read(created, 3)))


def headers():
    created = topic("headers")
    sender = producer()
    sent = [("one", b"first"), ("one", b"second")]
    sender.send(created, b"value", partition=0, headers=sent, timestamp_ms=FIRST_MS).get(20)
    sender.close()
    reader = consumer()
    reader.assign([TopicPartition(created, 0)])
    record = poll(reader, 1)[0]
    reader.close()
    expect(sent, record.headers)
    expect(FIRST_MS, record.timestamp)


def seek():
    created = topic("seek")
    sent = values(20)
    send(created, sent)
    partition = TopicPartition(created, 0)
    reader = consumer()
    reader.assign([partition])
    reader.seek(partition, 15)
    expect(sent[15:], texts(poll(reader, 5)))
    reader.seek_to_beginning(partition)
    expect(sent, texts(poll(reader, 20)))
    expect({partition: 0}, reader.beginning_offsets([partition]))
    expect({partition: 20}, reader.end_offsets([partition]))
    reader.close()


def by_time():
    created = topic("times")
    sender = producer()
    for i in range(10):
        sender.send(created, b"value", partition=0, timestamp_ms=FIRST_MS + i * 1000).get(20)
    sender.close()
    partition = TopicPartition(created, 0)
    reader = consumer()
    found = reader.offsets_for_times({partition: FIRST_MS + 3500})
    expect(4, found[partition].offset)
    reader.close()


def group(what, assignor):
    def case():
        created = topic(f"group-{what}", 4)
        settings = {
            "group_id": name(f"group-{what}"),
            "partition_assignment_strategy": [assignor],
            "heartbeat_interval_ms": 200,
            "session_timeout_ms": 6000,
        }
        first = consumer(**settings)
        first.subscribe([created])
        soon("all partitions", lambda: assigned(first) == 4)
        second = consumer(**settings)
        second.subscribe([created])
        join_together(first, second)
        expect([2, 2], [assigned(first), assigned(second)])
        second.close()
        soon("all again", lambda: assigned(first) == 4)
        send(created, ["one"])
        expect(["one"], texts(poll(first, 1)))
        first.close()

    return case


def join_together(first, second):
    """Polls each from a thread of its own until they share: a member's poll returns only when all have joined."""

    def share(reader):
        soon("two partitions", lambda: assigned(reader) == 2)

    threads = [Thread(target=share, args=(reader,), daemon=True) for reader in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)


def assigned(reader):
    expect({}, reader.poll(50))
    return len(reader.assignment())


def committed():
    created = topic("committed")
    sent = values(10)
    send(created, sent)
    partition = TopicPartition(created, 0)
    before = consumer(group_id=name("committed"), max_poll_records=5)
    before.subscribe([created])
    expect(sent[:5], texts(poll(before, 5)))
    before.commit({partition: OffsetAndMetadata(5, "with a note")})
    expect(5, before.committed(partition))
    before.close()
    after = consumer(group_id=name("committed"))
    after.subscribe([created])
    expect(sent[5:], texts(poll(after, 5)))
    after.close()


def pattern():
    created = topic("pattern-yes")
    send(created, ["wanted"])
    reader = consumer(group_id=name("pattern"), metadata_max_age_ms=500)
    reader.subscribe(pattern=f"^{name('pattern-')}.*")
    expect(["wanted"], texts(poll(reader, 1)))
    reader.close()


def topics():
    created = topic("deleted", 3)
    client = admin()
    client.delete_topics([created])
    soon("the topic to be gone", lambda: created not in client.list_topics())
    client.close()


def partitions():
    created = topic("more-partitions")
    client = admin()
    client.create_partitions({created: NewPartitions(3)})
    client.close()
    reader = consumer(metadata_max_age_ms=100)

    def three():
        reader.topics()
        return len(reader.partitions_for_topic(created) or ()) == 3

    soon("three partitions", three)
    reader.close()


def configs():
    created = topic("configs")
    expect("delete", config_of(created, "cleanup.policy"))


def altered_configs():
    created = topic("altered-configs")
    client = admin()
    client.alter_configs([ConfigResource(ConfigResourceType.TOPIC, created, {"retention.ms": "12345"})])
    client.close()
    soon("the new value", lambda: config_of(created, "retention.ms") == "12345")


def config_of(created, key):
    client = admin()
    answers = client.describe_configs([ConfigResource(ConfigResourceType.TOPIC, created)])
    client.close()
    entries = answers[0].resources[0][4]
    return {entry[0]: entry[1] for entry in entries}[key]


def groups():
    created = topic("listed-group")
    send(created, ["one"])
    reader = consumer(group_id=name("listed-group"))
    reader.subscribe([created])
    poll(reader, 1)
    reader.commit()
    client = admin()
    expect(True, name("listed-group") in [listed[0] for listed in client.list_consumer_groups()])
    described = client.describe_consumer_groups([name("listed-group")])
    expect(["Stable"], [each.state for each in described])
    offsets = client.list_consumer_group_offsets(name("listed-group"))
    expect(1, offsets[TopicPartition(created, 0)].offset)
    reader.close()
    client.delete_consumer_groups([name("listed-group")])
    expect(False, name("listed-group") in [listed[0] for listed in client.list_consumer_groups()])
    client.close()


run(
    kafka.__version__,
    [
        ("produce, uncompressed", compressed(None)),
        ("produce, gzip", compressed("gzip")),
        ("produce, snappy", compressed("snappy")),
        ("produce, lz4", compressed("lz4")),
        ("produce, zstd", compressed("zstd")),
        ("produce with acks 0, 1 and all", acknowledged),
        ("headers and timestamps", headers),
        ("assign and seek", seek),
        ("offsets by time", by_time),
        ("subscribe to a pattern", pattern),
        ("commit, and go on from there", committed),
        ("classic group, range", group("range", RangePartitionAssignor)),
        ("classic group, round robin", group("roundrobin", RoundRobinPartitionAssignor)),
        ("admin: create, list and delete topics", topics),
        ("admin: add partitions", partitions),
        ("admin: describe configs", configs),
        ("admin: alter configs as a whole", altered_configs),
        ("admin: list, describe and delete groups", groups),
    ],
)
