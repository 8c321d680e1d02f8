package io.pop3.server.app.config;

import java.util.function.Function;

/**
 * A configuration key.
 *
 * @param name the name as it stands in the file
 * @param form what a value looks like, in a few words; part of the error message
 * @param defaultText the value that holds when the key is absent, as it would stand in the file;
 *     empty for none
 * @param description what it is for, in a sentence
 * @param parser turns a text into a value, or throws {@link IllegalArgumentException}
 * @param <T> the type of the value
 */
record Key<T>(
    String name, String form, String defaultText, String description, Function<String, T> parser) {}
