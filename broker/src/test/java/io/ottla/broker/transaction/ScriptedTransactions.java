package io.ottla.broker.transaction;

import io.ottla.broker.coordinator.transaction.OngoingTransactions;
import io.ottla.broker.coordinator.transaction.TransactionalProducer;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Coordinators that say what a test wants, when it wants, and remember what they were asked. */
public final class ScriptedTransactions implements OngoingTransactions {
    public final List<String> asked = new ArrayList<>();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private final Deque<ErrorCode> script = new ArrayDeque<>();
    private ErrorCode otherwise = ErrorCode.NONE;
    private boolean holding;

    /** What is answered from now on. */
    public void say(ErrorCode error) {
        otherwise = error;
    }

    /** What is answered first, and then, before what is said otherwise. */
    public void sayInTurn(ErrorCode... errors) {
        script.addAll(List.of(errors));
    }

    /** Answers nobody until {@link #release}. */
    public void hold() {
        holding = true;
    }

    public void release() {
        holding = false;
        for (Runnable answer = held.poll(); answer != null; answer = held.poll()) {
            answer.run();
        }
    }

    @Override
    public void verify(
            TransactionalProducer producer,
            Collection<TopicPartition> partitions,
            Consumer<Map<TopicPartition, ErrorCode>> answer) {
        answer("verify", producer, partitions, answer);
    }

    @Override
    public void add(
            TransactionalProducer producer,
            Collection<TopicPartition> partitions,
            Consumer<Map<TopicPartition, ErrorCode>> answer) {
        answer("add", producer, partitions, answer);
    }

    private void answer(
            String what,
            TransactionalProducer producer,
            Collection<TopicPartition> partitions,
            Consumer<Map<TopicPartition, ErrorCode>> answer) {
        asked.add(what + " " + producer.transactionalId() + " " + producer.producerId() + "/" + producer.producerEpoch()
                + " " + partitions);
        ErrorCode error = script.isEmpty() ? otherwise : script.remove();
        Map<TopicPartition, ErrorCode> codes = new LinkedHashMap<>();
        partitions.forEach(partition -> codes.put(partition, error));
        held.add(() -> answer.accept(codes));
        if (!holding) {
            release();
        }
    }
}
