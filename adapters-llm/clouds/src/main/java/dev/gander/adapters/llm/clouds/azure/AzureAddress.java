package dev.gander.adapters.llm.clouds.azure;

import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.service.Endpoint;
import java.util.Optional;

/// The address of a deployment. `query` contains the version of the interface, or is empty.
///
/// Microsoft's newer interface (`…/openai/v1`) has one path for all deployments, which are named
/// like models there.
record AzureAddress(String endpoint, String query, String deployment) {
  private static final String USUAL_VERSION = "2024-10-21";

  static AzureAddress from(ProviderSettings settings) {
    String endpoint =
        settings
            .needSetting("AZURE_OPENAI_ENDPOINT")
            .replaceFirst("[?#].*$", "")
            .replaceAll("/+$", "");
    return new AzureAddress(
        endpoint,
        version(settings, endpoint)
            .map(version -> "api-version=" + Endpoint.segment(version))
            .orElse(""),
        settings.needSetting("AZURE_OPENAI_DEPLOYMENT_NAME"));
  }

  /// An address that contains a version needs no other (goosed 1.39; before, there was always one).
  private static Optional<String> version(ProviderSettings settings, String endpoint) {
    boolean versioned = endpoint.endsWith("/v1") || endpoint.contains("/v1/");
    return settings
        .filledSetting("AZURE_OPENAI_API_VERSION")
        .or(() -> versioned ? Optional.empty() : Optional.of(USUAL_VERSION));
  }

  boolean namesDeploymentsLikeModels() {
    return endpoint.endsWith("/openai/v1");
  }

  String chat() {
    return namesDeploymentsLikeModels()
        ? "chat/completions"
        : "openai/deployments/" + Endpoint.segment(deployment) + "/chat/completions";
  }

  String models() {
    return namesDeploymentsLikeModels() ? "models" : "openai/models";
  }
}
