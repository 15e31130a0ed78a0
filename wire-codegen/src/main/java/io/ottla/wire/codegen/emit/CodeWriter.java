package io.ottla.wire.codegen.emit;

/** Lines of Java, indented. */
final class CodeWriter {
    private static final String INDENT = "    ";

    private final StringBuilder text = new StringBuilder(16_384);
    private int depth;

    /** Adds a line, with each {@code %s} and {@code %d} of the template replaced by the next of {@code values}. */
    CodeWriter line(String template, Object... values) {
        String line = fill(template, values);
        if (!line.isEmpty()) {
            text.append(INDENT.repeat(depth)).append(line);
        }
        text.append('\n');
        return this;
    }

    CodeWriter blank() {
        return line("");
    }

    /** Adds {@code head} and an opening brace, and indents what follows. */
    CodeWriter open(String head, Object... arguments) {
        line(head + " {", arguments);
        depth++;
        return this;
    }

    /** Closes the block and opens the next of the same statement: {@code else}. */
    CodeWriter next(String head, Object... arguments) {
        depth--;
        line("} " + head + " {", arguments);
        depth++;
        return this;
    }

    CodeWriter close() {
        return close("");
    }

    /** Closes the block, with {@code tail} behind the brace. */
    CodeWriter close(String tail) {
        if (depth == 0) {
            throw new IllegalStateException("no block is open");
        }
        depth--;
        return line("}" + tail);
    }

    /** Emits {@code body} where {@code condition} holds: bare if it always does, not at all if it never does. */
    CodeWriter when(Condition condition, Runnable body) {
        return choose(condition, body, () -> {});
    }

    /** As {@link #when}, with something for the other versions. */
    CodeWriter choose(Condition condition, Runnable body, Runnable otherwise) {
        if (condition.isAlways()) {
            body.run();
            return this;
        }
        if (condition.isNever()) {
            otherwise.run();
            return this;
        }
        int before = text.length();
        open("if (%s)", condition.text());
        int inside = text.length();
        body.run();
        if (text.length() == inside) {
            // Nothing to do where it holds: turn it round.
            text.setLength(before);
            depth--;
            open("if (%s)", condition.negated());
            inside = text.length();
            otherwise.run();
            if (text.length() == inside) {
                text.setLength(before);
                depth--;
                return this;
            }
            return close();
        }
        int beforeElse = text.length();
        next("else");
        inside = text.length();
        otherwise.run();
        if (text.length() == inside) {
            text.setLength(beforeElse);
        }
        return close();
    }

    private static String fill(String template, Object[] values) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            int hole = template.indexOf('%', from);
            if (hole < 0) {
                throw new IllegalArgumentException("more values than holes in: " + template);
            }
            filled.append(template, from, hole).append(value);
            from = hole + 2;
        }
        if (template.indexOf('%', from) >= 0) {
            throw new IllegalArgumentException("fewer values than holes in: " + template);
        }
        return filled.append(template, from, template.length()).toString();
    }

    @Override
    public String toString() {
        if (depth != 0) {
            throw new IllegalStateException(depth + " blocks are open");
        }
        return text.toString();
    }
}
