package dev.gander.adapters.llm.sagemaker;

import dev.gander.adapters.llm.aws.AwsRegion;
import dev.gander.adapters.llm.aws.AwsService;
import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.table.ServiceFactory;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/// Makes the provider `sagemaker_tgi`. Requests are signed; what that takes is loaded with the
/// first one.
public final class SageMakerProviderFactory extends ServiceFactory {
  static final String NAME = "sagemaker_tgi";
  private static final AwsService RUNTIME =
      new AwsService("runtime.sagemaker", "sagemaker", "AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME");
  private static final String ENDPOINT = "SAGEMAKER_ENDPOINT_NAME";
  private static final String TIMEOUT = "SAGEMAKER_TIMEOUT";
  private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(5);
  private static final Pattern NAMES = Pattern.compile("[a-zA-Z0-9](-*[a-zA-Z0-9])*");

  public SageMakerProviderFactory() {
    this(Surroundings.real());
  }

  SageMakerProviderFactory(Surroundings surroundings) {
    super(NAME, surroundings);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    AwsRegion.of(settings);
    return new SageMakerProvider(
        () -> signing(settings), endpoint(settings), log(settings), surroundings());
  }

  private ServiceClient signing(ProviderSettings settings) throws InterruptedException {
    AwsRegion region = AwsRegion.ofProfileToo(settings);
    Duration total = CallLimits.seconds(settings, TIMEOUT, USUAL_TIMEOUT);
    return client(
            settings,
            RUNTIME.endpoint(region, settings, Map.of()),
            CallLimits.of(settings, total, TIMEOUT))
        .with(RUNTIME.signed(region, settings));
  }

  /// The name becomes part of an address.
  private static String endpoint(ProviderSettings settings) {
    String name = settings.needSetting(ENDPOINT);
    if (!NAMES.matcher(name).matches()) {
      throw new ProviderException.ExecutionError(
          ENDPOINT + " is no name of an endpoint: letters, digits and - only", null);
    }
    return name;
  }
}
