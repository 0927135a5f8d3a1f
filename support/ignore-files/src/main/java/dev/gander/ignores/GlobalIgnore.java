package dev.gander.ignores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The user's own ignore file for all repositories: `core.excludesFile` in the user's git
/// configuration, or else `git/ignore` in the configuration folder..
public record GlobalIgnore(Path home, Path config) {
  private static final Pattern EXCLUDES_FILE =
      Pattern.compile("(?im)^[ \\t]*excludesfile[ \\t]*=[ \\t]*\"?([^\"\\r\\n]+?)\"?[ \\t]*$");

  public static GlobalIgnore of(Map<String, String> environment) {
    Path home = Path.of(environment.getOrDefault("HOME", "/"));
    String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
    return new GlobalIgnore(home, config.isEmpty() ? home.resolve(".config") : Path.of(config));
  }

  public IgnoreFile read() {
    Path file =
        Stream.of(home.resolve(".gitconfig"), config.resolve("git/config"))
            .map(this::configured)
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(config.resolve("git/ignore"));
    return IgnoreFile.read(home, file);
  }

  private Optional<Path> configured(Path gitConfig) {
    try {
      Matcher found = EXCLUDES_FILE.matcher(Files.readString(gitConfig));
      return found.find() ? Optional.of(withoutTilde(found.group(1))) : Optional.empty();
    } catch (IOException e) {
      // Usually there is no such file.
      return Optional.empty();
    }
  }

  private Path withoutTilde(String path) {
    return path.startsWith("~/") ? home.resolve(path.substring(2)) : home.resolve(path);
  }
}
