/// Extensions: clients of MCP servers, and the extensions that come with Gander.
module dev.gander.adapters.mcp {
  requires transitive dev.gander.domain;
  requires transitive dev.gander.process;
  requires dev.gander.connections;
  requires dev.gander.files;
  requires dev.gander.ignores;
  requires dev.gander.json.jackson;
  requires transitive dev.gander.oauth;
  requires com.fasterxml.jackson.databind;
  requires java.desktop; // reads and crops pictures
  requires java.net.http;
  requires io.modelcontextprotocol.sdk.mcp.core;
  requires io.modelcontextprotocol.sdk.mcp.json.jackson2;
  // The MCP SDK is an automatic module: its dependencies must be named here.
  requires com.networknt.schema;
  requires org.reactivestreams;
  requires org.slf4j;
  requires reactor.core;
  requires static org.jspecify;

  exports dev.gander.adapters.mcp;
  exports dev.gander.adapters.mcp.analyze;
  exports dev.gander.adapters.mcp.developer;
  exports dev.gander.adapters.mcp.schema;
  exports dev.gander.adapters.mcp.serve;
  exports dev.gander.adapters.mcp.summarize;
}
