package dev.gander.domain.localmodel;

import dev.gander.domain.error.InvalidInput;
import java.util.Locale;
import java.util.regex.Pattern;

/// A repository of the hub: `author/name`.
public record RepositoryName(String author, String name) {
  private static final Pattern PART = Pattern.compile("\\w[\\w.-]{0,95}");

  /// @throws InvalidInput if a part is not a name: it could lead elsewhere in the hub or on the
  ///   disk
  public RepositoryName {
    if (!isPart(author) || !isPart(name)) {
      throw new InvalidInput(
          "`" + author + "/" + name + "` is not a repository: expected author/name");
    }
  }

  private static boolean isPart(String text) {
    return PART.matcher(text).matches() && !text.contains("..");
  }

  /// @throws InvalidInput if the text is not `author/name`
  public static RepositoryName parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new InvalidInput("`" + text + "` is not a repository: expected author/name");
    }
    return new RepositoryName(text.substring(0, slash), text.substring(slash + 1));
  }

  public String text() {
    return author + "/" + name;
  }

  /// The beginning of its files' names, in lower case: its name without the format.
  String stem() {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith("-gguf") ? lower.substring(0, lower.length() - "-gguf".length()) : lower;
  }
}
