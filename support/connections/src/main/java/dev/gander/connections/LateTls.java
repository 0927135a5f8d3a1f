package dev.gander.connections;

import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/// The JVM's own TLS, made with the first connection that needs it: to read the authorities takes a
/// twentieth of a second after a start, and models on this machine are asked without TLS. A client
/// needs [#parameters] with it, or asks it at once.
final class LateTls extends SSLContext {
  LateTls() {
    super(new Usual(), null, "Default");
  }

  /// Those that the JVM's own TLS has by itself.
  static SSLParameters parameters() {
    return new SSLParameters();
  }

  private static final class Usual extends SSLContextSpi {
    /// The JVM keeps it.
    private static SSLContext usual() {
      try {
        return SSLContext.getDefault();
      } catch (NoSuchAlgorithmException e) {
        throw new ConnectionException("The JVM's own TLS cannot be used: " + e.getMessage(), e);
      }
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trusts, SecureRandom random)
        throws KeyManagementException {
      throw new KeyManagementException("The JVM's own TLS is ready for use");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return usual().getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return usual().getServerSocketFactory();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return usual().createSSLEngine();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return usual().createSSLEngine(host, port);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return usual().getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return usual().getClientSessionContext();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
      return usual().getDefaultSSLParameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
      return usual().getSupportedSSLParameters();
    }
  }
}
