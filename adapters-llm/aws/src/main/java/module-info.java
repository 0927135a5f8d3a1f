/// Signatures for Amazon's cloud, by Amazon's SDK. A plug-in: users of the port find it as a
/// service.
module dev.gander.adapters.aws {
  requires dev.gander.domain;
  requires software.amazon.awssdk.auth;
  requires software.amazon.awssdk.core;
  requires software.amazon.awssdk.http;
  requires software.amazon.awssdk.http.auth.aws;
  requires software.amazon.awssdk.http.auth.spi;
  requires software.amazon.awssdk.identity.spi;
  requires software.amazon.awssdk.profiles;
  requires software.amazon.awssdk.utils;
  requires static org.jspecify;

  provides dev.gander.domain.provider.RequestSigner with
      dev.gander.adapters.aws.AwsRequestSigner;
}
