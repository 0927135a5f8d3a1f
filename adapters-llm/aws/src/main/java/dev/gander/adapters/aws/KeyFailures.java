package dev.gander.adapters.aws;

import dev.gander.domain.error.ProviderException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkServiceException;

/// Explains to the user why the SDK finds no keys.
final class KeyFailures {
  private KeyFailures() {}

  /// @param failure an [software.amazon.awssdk.core.exception.SdkException], or a failure to read a
  ///   file
  static ProviderException of(RuntimeException failure, UserKeys.Source source) {
    return switch (source) {
      case UserKeys.Source.Machine _ ->
          new ProviderException.Authentication(
              "There are no AWS keys: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
                  + " to a profile that gives some. This machine has no role");
      case UserKeys.Source.Role _ -> failed("The role in AWS_ROLE_ARN", "", failure);
      case UserKeys.Source.OfProfile(UserProfile profile) ->
          failed(
              "The AWS profile '" + profile.name() + "'",
              ". If it signs in by SSO, `aws sso login --profile " + profile.name() + "` may help",
              failure);
    };
  }

  private static ProviderException failed(String who, String advice, RuntimeException failure) {
    String text = who + " gives no keys: " + reason(failure);
    return isOfTheNetwork(failure)
        ? new ProviderException.NetworkError(text, failure)
        : new ProviderException.Authentication(text + advice);
  }

  /// The reason; for an unreadable file, which one.
  static String reason(RuntimeException failure) {
    return failure.getCause() instanceof FileSystemException file
        ? file.getFile() + " cannot be read"
        : Objects.requireNonNullElse(failure.getMessage(), "no reason");
  }

  private static boolean isOfTheNetwork(RuntimeException failure) {
    if (failure instanceof SdkServiceException service) {
      return service.statusCode() >= 500;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException && !(cause instanceof FileSystemException)) {
        return true;
      }
    }
    return false;
  }
}
