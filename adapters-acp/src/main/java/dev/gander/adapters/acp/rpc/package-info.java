/// JSON-RPC 2.0 between equals: messages, errors, requests in both directions. Knows no methods.
@NullMarked
package dev.gander.adapters.acp.rpc;

import org.jspecify.annotations.NullMarked;
