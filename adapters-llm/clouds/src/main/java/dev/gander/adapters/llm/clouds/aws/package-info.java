/// What the services of AWS have in common: addresses, signed requests, failures, framing of
/// answers. Signing itself is the port `RequestSigner`.
@NullMarked
package dev.gander.adapters.llm.clouds.aws;

import org.jspecify.annotations.NullMarked;
