/// Ways to this server from elsewhere: the tunnel, and pairing with gateways.
@NullMarked
package dev.gander.application.api.tunnel;

import org.jspecify.annotations.NullMarked;
