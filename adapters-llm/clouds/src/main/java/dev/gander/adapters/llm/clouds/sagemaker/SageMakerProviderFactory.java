package dev.gander.adapters.llm.clouds.sagemaker;

import dev.gander.adapters.llm.catalog.table.ServiceFactory;
import dev.gander.adapters.llm.clouds.aws.AwsRegion;
import dev.gander.adapters.llm.clouds.aws.AwsService;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.ServiceClient;
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
    this(ClientEnvironment.real());
  }

  SageMakerProviderFactory(ClientEnvironment environment) {
    super(NAME, environment);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    AwsRegion.of(settings);
    return new SageMakerProvider(
        () -> signing(settings), endpoint(settings), log(settings), environment());
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
