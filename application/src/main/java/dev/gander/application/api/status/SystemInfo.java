package dev.gander.application.api.status;

import dev.gander.application.api.config.ListConfiguredExtensions;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.extension.ConfiguredExtensions;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The server's platform and configuration.
public final class SystemInfo {
  private final String version;
  private final OperatingSystem os;
  private final ActiveModel active;
  private final ListConfiguredExtensions extensions;

  /// @param version of this program
  public SystemInfo(
      String version, OperatingSystem os, ActiveModel active, ListConfiguredExtensions extensions) {
    this.version = version;
    this.os = os;
    this.active = active;
    this.extensions = extensions;
  }

  /// @param name `linux`, `macos` or `windows`
  /// @param release of its kernel
  /// @param architecture `x86_64` or `aarch64`
  public record OperatingSystem(String name, String release, String architecture) {

    /// Converts Java's names: the system properties `os.name`, `os.version`, `os.arch`.
    public static OperatingSystem of(String name, String release, String architecture) {
      String lower = name.toLowerCase(Locale.ROOT);
      return new OperatingSystem(
          lower.startsWith("mac") ? "macos" : lower.startsWith("windows") ? "windows" : lower,
          release,
          architecture.equals("amd64") ? "x86_64" : architecture);
    }
  }

  public record Report(
      String appVersion,
      OperatingSystem os,
      @Nullable String provider,
      @Nullable String model,
      List<String> enabledExtensions) {}

  /// The version of this program.
  public String version() {
    return version;
  }

  public Report read() {
    ConfiguredExtensions configured = extensions.list();
    List<String> names = configured.enabled().stream().map(config -> config.name()).toList();
    ActiveModel.Choice current = active.current();
    return new Report(version, os, current.provider(), current.model(), names);
  }
}
