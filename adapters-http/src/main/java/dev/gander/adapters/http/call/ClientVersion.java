package dev.gander.adapters.http.call;

import dev.gander.domain.config.GoosedVersion;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The goosed version that a client was made for, needed where the answers of different versions
/// cannot be combined. Desktop states it in its `User-Agent` (`… Goose/1.26.0 Chrome/…`); for
/// others a setting can; the default is the newest.
public final class ClientVersion {
  private static final Pattern DESKTOP = Pattern.compile("(?:^|\\s)Goose/(\\d\\S*)");

  private ClientVersion() {}

  /// @param setting the user's choice for clients that do not state a version
  public static GoosedVersion of(Call call, Optional<GoosedVersion> setting) {
    return call.header("user-agent")
        .flatMap(ClientVersion::ofDesktop)
        .or(() -> setting)
        .orElse(GoosedVersion.NEWEST);
  }

  private static Optional<GoosedVersion> ofDesktop(String agent) {
    return DESKTOP
        .matcher(agent)
        .results()
        .findFirst()
        .map((MatchResult found) -> found.group(1))
        .flatMap(GoosedVersion::parse);
  }
}
