package dev.gander.adapters.llm.clouds.aws;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.RequestSigner;
import java.util.Optional;
import java.util.regex.Pattern;

/// A region such as `eu-central-1`; its name becomes part of an address.
public record AwsRegion(String name) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  public AwsRegion {
    if (!NAME.matcher(name).matches()) {
      throw new ProviderException.ExecutionError(
          "AWS_REGION is no region like us-east-1 or eu-central-1", null);
    }
  }

  /// The region in the settings: `AWS_REGION` before `AWS_DEFAULT_REGION`, as in Amazon's own
  /// programs.
  public static Optional<AwsRegion> of(ProviderSettings settings) {
    return settings
        .filledSetting("AWS_REGION")
        .or(() -> settings.filledSetting("AWS_DEFAULT_REGION"))
        .map(AwsRegion::new);
  }

  /// The region in the settings, or else in the user's profile.
  ///
  /// @throws ProviderException if neither names one: no model may be called in a country that the
  ///   user has not chosen
  public static AwsRegion ofProfileToo(ProviderSettings settings) throws InterruptedException {
    Optional<AwsRegion> set = of(settings);
    if (set.isPresent()) {
      return set.get();
    }
    Optional<RequestSigner> signer = settings.signer();
    return (signer.isPresent() ? signer.get().region(settings) : Optional.<String>empty())
        .map(AwsRegion::new)
        .orElseThrow(AwsRegion::missing);
  }

  public static ProviderException missing() {
    return new ProviderException.ExecutionError(
        "AWS_REGION is not set, and the AWS profile names no region", null);
  }

  /// The domain of the region's AWS partition; each partition has its own.
  String domain() {
    if (name.startsWith("cn-")) {
      return "amazonaws.com.cn";
    }
    return name.startsWith("eusc-") ? "amazonaws.eu" : "amazonaws.com";
  }
}
