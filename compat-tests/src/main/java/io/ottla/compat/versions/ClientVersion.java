package io.ottla.compat.versions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A version such as 2.8.2; 2.8 is before 2.8.0. */
public record ClientVersion(List<Integer> numbers) implements Comparable<ClientVersion> {
    public ClientVersion {
        numbers = List.copyOf(numbers);
    }

    public static ClientVersion of(String text) {
        return new ClientVersion(
                Arrays.stream(text.split("\\.", -1)).map(Integer::valueOf).toList());
    }

    @Override
    public int compareTo(ClientVersion other) {
        int shared = Math.min(numbers.size(), other.numbers.size());
        for (int i = 0; i < shared; i++) {
            int byNumber = Integer.compare(numbers.get(i), other.numbers.get(i));
            if (byNumber != 0) {
                return byNumber;
            }
        }
        return Integer.compare(numbers.size(), other.numbers.size());
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        numbers.forEach(number -> parts.add(number.toString()));
        return String.join(".", parts);
    }
}
