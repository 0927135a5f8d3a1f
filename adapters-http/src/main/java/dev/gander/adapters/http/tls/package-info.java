/// The certificate of the server: made here or read from files. Start with [TlsIdentity].
@NullMarked
package dev.gander.adapters.http.tls;

import org.jspecify.annotations.NullMarked;
