package dev.gander.adapters.aws;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ProviderSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.utils.UserHomeDirectoryUtils;

/// The profile of Amazon's own programs that the user has chosen with `AWS_PROFILE`, and its files:
/// `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`, or else those in `~/.aws`. A missing file
/// is null. Two profiles are equal as long as the files are not written to.
record UserProfile(String name, @Nullable Written config, @Nullable Written credentials) {
  /// A file and its state at the time.
  private record Written(Path path, FileTime modified) {
    ProfileFile read(ProfileFile.Type type) {
      return ProfileFile.builder().content(path).type(type).build();
    }
  }

  private static final List<String> GIVING_KEYS =
      List.of(
          ProfileProperty.AWS_ACCESS_KEY_ID,
          ProfileProperty.ROLE_ARN,
          ProfileProperty.CREDENTIAL_PROCESS,
          ProfileProperty.SSO_START_URL,
          ProfileProperty.SSO_ACCOUNT_ID,
          ProfileProperty.LOGIN_SESSION);

  static UserProfile of(ProviderSettings settings) {
    return new UserProfile(
        settings.setting("AWS_PROFILE").filter(it -> !it.isBlank()).orElse("default"),
        file(settings, "AWS_CONFIG_FILE", ProfileFileLocation::configurationFilePath),
        file(settings, "AWS_SHARED_CREDENTIALS_FILE", ProfileFileLocation::credentialsFilePath));
  }

  Optional<String> region() {
    return profile().flatMap(profile -> profile.property(ProfileProperty.REGION));
  }

  /// Whether it names a source of keys; a profile may contain only a region.
  boolean givesKeys() {
    return profile()
        .filter(profile -> GIVING_KEYS.stream().anyMatch(key -> profile.property(key).isPresent()))
        .isPresent();
  }

  /// The content of the files.
  ///
  /// @throws ProviderException if they cannot be read or understood
  ProfileFile files() {
    ProfileFile.Aggregator files = ProfileFile.aggregator();
    try {
      if (config != null) {
        files.addFile(config.read(ProfileFile.Type.CONFIGURATION));
      }
      if (credentials != null) {
        files.addFile(credentials.read(ProfileFile.Type.CREDENTIALS));
      }
    } catch (IllegalArgumentException e) {
      throw new ProviderException.ExecutionError(
          "The files with AWS profiles cannot be understood: " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw new ProviderException.ExecutionError(
          "The files with AWS profiles cannot be read: " + KeyFailures.reason(e), e);
    }
    return files.build();
  }

  private Optional<Profile> profile() {
    return files().profile(name);
  }

  private static @Nullable Written file(
      ProviderSettings settings, String key, Supplier<Path> usual) {
    Path file =
        settings
            .setting(key)
            .filter(it -> !it.isBlank())
            .flatMap(UserProfile::path)
            .orElseGet(usual);
    try {
      return Files.isRegularFile(file) ? new Written(file, Files.getLastModifiedTime(file)) : null;
    } catch (IOException e) {
      return null;
    }
  }

  static Optional<Path> path(String text) {
    try {
      Path home = Path.of(UserHomeDirectoryUtils.userHomeDirectory());
      return Optional.of(text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
