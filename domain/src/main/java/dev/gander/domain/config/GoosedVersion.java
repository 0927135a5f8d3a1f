package dev.gander.domain.config;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonString;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of goosed, for behaviour that differs between versions.
public record GoosedVersion(int major, int minor) {
  /// The setting in which a user names the version that clients were made for.
  public static final String SETTING = "GOOSED_API_VERSION";

  /// The version that applies when none is set.
  public static final GoosedVersion NEWEST = new GoosedVersion(Integer.MAX_VALUE, 0);

  private static final Pattern NUMBER = Pattern.compile("^\\s*v?(\\d{1,4})\\.(\\d{1,4})");

  /// The version that the settings name; empty if it is missing or not a version.
  ///
  /// @throws dev.gander.domain.error.StorageException if the settings cannot be read
  public static Optional<GoosedVersion> in(Settings settings) {
    return settings
        .find(SETTING)
        .flatMap(
            value ->
                switch (value) {
                  case JsonString(String text) -> parse(text);
                  case JsonNumber(BigDecimal number) -> parse(number.toPlainString());
                  case Json _ -> Optional.empty();
                });
  }

  /// Parses `1.36`, `v1.36.0` and the like; empty if the text starts with no version.
  public static Optional<GoosedVersion> parse(String text) {
    Matcher number = NUMBER.matcher(text);
    return number.find()
        ? Optional.of(
            new GoosedVersion(Integer.parseInt(number.group(1)), Integer.parseInt(number.group(2))))
        : Optional.empty();
  }

  public boolean isBefore(int otherMajor, int otherMinor) {
    return major < otherMajor || (major == otherMajor && minor < otherMinor);
  }
}
