/// Signed requests to Amazon's cloud: the user's keys from wherever Amazon's own programs find
/// them, and Signature Version 4.
@NullMarked
package dev.gander.adapters.aws;

import org.jspecify.annotations.NullMarked;
