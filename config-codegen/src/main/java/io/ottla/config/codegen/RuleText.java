package io.ottla.config.codegen;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef.CaseInsensitiveValidString;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.NonNullValidator;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidList;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.coordinator.group.ShareGroupAutoOffsetResetStrategy;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.storage.internals.log.ThrottledReplicaListValidator;

/** The reference's validators as expressions that build a {@code ConfigRule}. */
final class RuleText {

    private RuleText() {}

    static String of(Validator validator) {
        return switch (validator) {
            case null -> "ConfigRule.ANY";
            case Range range ->
                "new ConfigRule.Range(%s, %s)"
                        .formatted(JavaText.of(field(range, "min")), JavaText.of(field(range, "max")));
            case ValidString oneOf -> "new ConfigRule.OneOf(%s)".formatted(JavaText.of(values(oneOf)));
            case CaseInsensitiveValidString oneOf ->
                "new ConfigRule.OneOfIgnoringCase(%s)".formatted(JavaText.of(values(oneOf)));
            case ValidList list ->
                "new ConfigRule.ListOf(%s, %s, %s)"
                        .formatted(
                                JavaText.of(values(field(list, "validString"))),
                                field(list, "isEmptyAllowed"),
                                field(list, "isNullAllowed"));
            case NonEmptyString text -> "new ConfigRule.NonEmpty()";
            case NonNullValidator text -> "new ConfigRule.NonNull()";
            case LambdaValidator lambda -> rangeOrOneMore(lambda);
            case ThrottledReplicaListValidator list -> "new ConfigRule.ThrottledReplicas()";
            case QuorumConfig.ControllerQuorumVotersValidator list -> "new ConfigRule.QuorumVoters()";
            case QuorumConfig.ControllerQuorumBootstrapServersValidator list -> "new ConfigRule.BootstrapServers()";
            case ShareGroupAutoOffsetResetStrategy.Validator text -> "new ConfigRule.ShareOffsetReset()";
            default ->
                throw new IllegalStateException(
                        "no rule for the validator " + validator.getClass().getName() + ", which says: " + validator);
        };
    }

    /** The one lambda known is a range with one value outside of it: {@code [1,...,9] or -1}. */
    private static String rangeOrOneMore(LambdaValidator lambda) {
        String text = lambda.toString();
        if (!text.matches("\\[-?\\d+,\\.\\.\\.,-?\\d+] or -?\\d+")) {
            throw new IllegalStateException("no rule for a validator that says: " + text);
        }
        List<String> numbers = new ArrayList<>(List.of(text.split("[^-\\d]+")));
        numbers.removeIf(String::isEmpty);
        return "new ConfigRule.RangeOr(%s)".formatted(String.join(", ", numbers));
    }

    private static List<String> values(Object validator) {
        return ((Collection<?>) field(validator, "validStrings"))
                .stream().map(String::valueOf).collect(Collectors.toList());
    }

    /** The reference keeps what its validators check to itself. */
    private static Object field(Object owner, String name) {
        try {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "no field " + name + " in " + owner.getClass().getName(), e);
        }
    }
}
