/// Sends webhooks: signed requests to addresses that others have named.
module dev.gander.adapters.webhooks {
  requires transitive dev.gander.domain;
  requires transitive dev.gander.connections;
  requires java.net.http;
  requires static org.jspecify;

  exports dev.gander.adapters.webhooks;
}
