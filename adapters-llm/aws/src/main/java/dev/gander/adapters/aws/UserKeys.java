package dev.gander.adapters.aws;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ProviderSettings;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/// The user's keys, looked up where Amazon's own programs look, in their order: settings, a token
/// of the machine's identity, profile, container, machine. Fetched keys are kept until they expire.
/// Any thread.
final class UserKeys {
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Made made;

  /// The source of keys that are not in the settings.
  sealed interface Source {
    record Role(String arn, Path tokenFile) implements Source {}

    record OfProfile(UserProfile profile) implements Source {}

    record Machine(boolean hasMetadata) implements Source {}

    static Source of(ProviderSettings settings) {
      Optional<String> role = text(settings, "AWS_ROLE_ARN");
      Optional<Path> token =
          text(settings, "AWS_WEB_IDENTITY_TOKEN_FILE").flatMap(UserProfile::path);
      if (role.isPresent() && token.isPresent()) {
        return new Role(role.get(), token.get());
      }
      UserProfile profile = UserProfile.of(settings);
      return profile.givesKeys()
          ? new OfProfile(profile)
          : new Machine(
              text(settings, "AWS_EC2_METADATA_DISABLED")
                  .filter("true"::equalsIgnoreCase)
                  .isEmpty());
    }
  }

  private record Made(Source source, AwsCredentialsProvider provider) {}

  /// @throws ProviderException as described at [dev.gander.domain.provider.RequestSigner#sign]
  AwsCredentials find(ProviderSettings settings) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before keys were looked for");
    }
    Optional<AwsCredentials> inSettings = inSettings(settings);
    if (inSettings.isPresent()) {
      return inSettings.get();
    }
    Source source = Source.of(settings);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // The SDK finds its HTTP client with this loader, and may not be on the program's module path.
    thread.setContextClassLoader(UserKeys.class.getClassLoader());
    try {
      return provider(source).resolveCredentials();
    } catch (SdkException | UncheckedIOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while keys were looked for");
      }
      throw KeyFailures.of(e, source);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Optional<AwsCredentials> inSettings(ProviderSettings settings) {
    Optional<String> id = text(settings, "AWS_ACCESS_KEY_ID");
    Optional<String> secret = text(settings, "AWS_SECRET_ACCESS_KEY");
    if (id.isPresent() != secret.isPresent()) {
      throw new ProviderException.Authentication(
          "An AWS key is two settings: "
              + (id.isPresent() ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID")
              + " is not set");
    }
    return id.map(key -> keys(key, secret.orElseThrow(), text(settings, "AWS_SESSION_TOKEN")));
  }

  private static AwsCredentials keys(String id, String secret, Optional<String> session) {
    return session.isPresent()
        ? AwsSessionCredentials.create(id, secret, session.get())
        : AwsBasicCredentials.create(id, secret);
  }

  private AwsCredentialsProvider provider(Source source) {
    lock.lock();
    try {
      if (made == null || !made.source.equals(source)) {
        made = new Made(source, build(source));
      }
      return made.provider;
    } finally {
      lock.unlock();
    }
  }

  private static AwsCredentialsProvider build(Source source) {
    return switch (source) {
      case Source.Role(String arn, Path tokenFile) ->
          WebIdentityTokenFileCredentialsProvider.builder()
              .roleArn(arn)
              .webIdentityTokenFile(tokenFile)
              .build();
      case Source.OfProfile(UserProfile profile) ->
          ProfileCredentialsProvider.builder()
              .profileFile(profile.files())
              .profileName(profile.name())
              .build();
      case Source.Machine(boolean hasMetadata) -> machine(hasMetadata);
    };
  }

  private static AwsCredentialsProvider machine(boolean hasMetadata) {
    var container = ContainerCredentialsProvider.create();
    return hasMetadata
        ? AwsCredentialsProviderChain.of(container, InstanceProfileCredentialsProvider.create())
        : container;
  }

  private static Optional<String> text(ProviderSettings settings, String key) {
    return settings
        .secret(key)
        .or(() -> settings.setting(key))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
