package dev.gander.adapters.llm.catalog;

import java.util.Map;

/// What OpenTelemetry's conventions for generative models (0.1) call providers.
public final class ConventionalNames {
  private static final Map<String, String> DIFFERENT =
      Map.ofEntries(
          Map.entry("aws_bedrock", "aws.bedrock"),
          Map.entry("azure_openai", "azure.ai.openai"),
          Map.entry("gcp_vertex_ai", "gcp.vertex_ai"),
          Map.entry("google", "gcp.gemini"),
          Map.entry("mistral", "mistral_ai"),
          Map.entry("xai", "x_ai"),
          Map.entry("moonshot", "moonshot_ai"));

  private ConventionalNames() {}

  /// A provider's own name, unless the conventions have another one.
  public static String of(String provider) {
    return DIFFERENT.getOrDefault(provider, provider);
  }
}
