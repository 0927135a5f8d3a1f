package dev.gander.adapters.http.call;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which goosed a client was made for, where the answers of its versions cannot be united: Desktop
/// says so in its `User-Agent` (`… Goose/1.26.0 Chrome/…`), for others a setting may; else it is
/// the newest.
public record ClientVersion(int major, int minor) {
  private static final ClientVersion NEWEST = new ClientVersion(Integer.MAX_VALUE, 0);
  private static final Pattern DESKTOP = Pattern.compile("(?:^|\\s)Goose/(\\d{1,4})\\.(\\d{1,4})");
  private static final Pattern NUMBER = Pattern.compile("^\\s*v?(\\d{1,4})\\.(\\d{1,4})");

  /// @param setting what the user says about clients that do not say it themselves
  public static ClientVersion of(Call call, Optional<String> setting) {
    return call.header("user-agent")
        .flatMap(agent -> find(DESKTOP, agent))
        .or(() -> setting.flatMap(text -> find(NUMBER, text)))
        .orElse(NEWEST);
  }

  public boolean isBefore(int otherMajor, int otherMinor) {
    return major < otherMajor || (major == otherMajor && minor < otherMinor);
  }

  private static Optional<ClientVersion> find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find()
        ? Optional.of(
            new ClientVersion(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }
}
