package dev.gander.domain.extension;

import dev.gander.domain.extension.ExtensionConfig.Stdio;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The package that a child process would download and run through `npx` or `uvx`. `version` is
/// null when none is pinned. goosed checks it against known malware before it starts the child.
public record PackageToCheck(Ecosystem ecosystem, String name, @Nullable String version) {
  /// A package registry, by its name in the OSV database.
  public enum Ecosystem {
    NPM("npm"),
    PYPI("PyPI");

    private final String osvName;

    Ecosystem(String osvName) {
      this.osvName = osvName;
    }

    public String osvName() {
      return osvName;
    }
  }

  /// Empty when the command does not run a package from a registry.
  public static Optional<PackageToCheck> of(Stdio config) {
    Optional<String> token = config.args().stream().filter(arg -> !arg.startsWith("-")).findFirst();
    if (config.cmd().endsWith("uvx")) {
      return token.map(PackageToCheck::fromPypi);
    }
    return config.cmd().endsWith("npx") ? token.map(PackageToCheck::fromNpm) : Optional.empty();
  }

  private static PackageToCheck fromNpm(String token) {
    int at = token.startsWith("@") ? token.lastIndexOf('@') : token.indexOf('@');
    return at > 0
        ? pinned(Ecosystem.NPM, token.substring(0, at), token.substring(at + 1))
        : new PackageToCheck(Ecosystem.NPM, token, null);
  }

  private static PackageToCheck fromPypi(String token) {
    int at = token.indexOf("==");
    return at >= 0
        ? pinned(Ecosystem.PYPI, token.substring(0, at), token.substring(at + 2))
        : new PackageToCheck(Ecosystem.PYPI, token, null);
  }

  private static PackageToCheck pinned(Ecosystem ecosystem, String name, String version) {
    boolean open = version.isEmpty() || version.equals("latest");
    return new PackageToCheck(ecosystem, name, open ? null : version);
  }

  /// The form shown to users: `name@1.0 (npm)`, with `<any>` for an unpinned version.
  @Override
  public String toString() {
    return name + "@" + (version == null ? "<any>" : version) + " (" + ecosystem.osvName() + ")";
  }
}
