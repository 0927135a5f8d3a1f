package dev.gander.domain.tool;

/// The result of reading or running something on behalf of the model: a value, or an error text
/// that the model may see. The text is kept verbatim, such as `-32603: what went wrong`.
public sealed interface Outcome<T> {
  record Success<T>(T value) implements Outcome<T> {}

  record Failure<T>(String error) implements Outcome<T> {}

  static <T> Outcome<T> success(T value) {
    return new Success<>(value);
  }

  static <T> Outcome<T> failure(String error) {
    return new Failure<>(error);
  }
}
