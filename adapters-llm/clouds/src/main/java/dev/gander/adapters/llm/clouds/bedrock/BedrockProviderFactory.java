package dev.gander.adapters.llm.clouds.bedrock;

import dev.gander.adapters.llm.catalog.table.ServiceFactory;
import dev.gander.adapters.llm.clouds.aws.AwsRegion;
import dev.gander.adapters.llm.clouds.aws.AwsService;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.openai.OpenAiResponses;
import dev.gander.provider.kit.openai.Responses;
import dev.gander.provider.kit.openai.ResponsesProvider;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.RetryPolicy;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes the provider `aws_bedrock`. With a token the service is asked over plain HTTP; without one
/// requests are signed with the user's keys, and what that takes is loaded with the first request.
/// OpenAI's models are asked over Responses at an address of their own, with a token only.
public final class BedrockProviderFactory extends ServiceFactory {
  private static final AwsService CONVERSE =
      new AwsService("bedrock-runtime", "bedrock", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME");
  private static final Set<String> RESPONSES_MODELS = Set.of("openai.gpt-5.5", "openai.gpt-5.4");
  private static final RetryPolicy RETRY =
      new RetryPolicy(6, Duration.ofSeconds(2), 2, Duration.ofMinutes(2), false);

  public BedrockProviderFactory() {
    this(ClientEnvironment.real());
  }

  BedrockProviderFactory(ClientEnvironment environment) {
    super("aws_bedrock", environment);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    Optional<AwsRegion> region = AwsRegion.of(settings);
    Optional<String> token = settings.filledSecret("AWS_BEARER_TOKEN_BEDROCK");
    return token.isPresent()
        ? withToken(token.get(), region.orElseThrow(AwsRegion::missing), settings)
        : new SignedBedrockProvider(converse(() -> signing(settings), settings), RESPONSES_MODELS);
  }

  private ServiceClient signing(ProviderSettings settings) throws InterruptedException {
    AwsRegion region = AwsRegion.ofProfileToo(settings);
    return asking(CONVERSE.endpoint(region, settings, Map.of()), settings)
        .with(CONVERSE.signed(region, settings));
  }

  private Provider withToken(String token, AwsRegion region, ProviderSettings settings) {
    Map<String, String> headers = Map.of("authorization", "Bearer " + token);
    ServiceClient client =
        asking(CONVERSE.endpoint(region, settings, headers), settings).with(AwsService.WITH_TOKEN);
    Endpoint mantle =
        AwsService.endpoint(
            settings,
            "AWS_ENDPOINT_URL_BEDROCK_MANTLE",
            "https://bedrock-mantle." + region.name() + ".api.aws",
            headers);
    Responses responses =
        new Responses(
            name(),
            new OpenAiResponses("openai/v1/responses", true, false, settings),
            asking(mantle, settings),
            log(settings),
            environment());
    return new ResponsesProvider(
        converse(() -> client, settings), RESPONSES_MODELS::contains, responses);
  }

  private BedrockProvider converse(AwsService.Access access, ProviderSettings settings) {
    return new BedrockProvider(
        access, metadata(), settings, log(settings), new WrittenMessages(), environment());
  }

  private ServiceClient asking(Endpoint endpoint, ProviderSettings settings) {
    return client(
        settings,
        endpoint,
        CallLimits.from(settings, "BEDROCK_TIMEOUT"),
        RETRY.from(settings, "BEDROCK"));
  }
}
