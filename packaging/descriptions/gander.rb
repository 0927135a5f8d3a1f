class Gander < Formula
  desc "Server of the goose agent: goosed for the JVM"
  homepage "@DOWNLOADS@"
  url "@DOWNLOADS@/gander-@VERSION@-any.tar.gz"
  sha256 "@TAR_SHA256@"
  license "Apache-2.0"

  depends_on "openjdk@25"

  def install
    rm "bin/goosed.cmd"
    libexec.install Dir["*"]
    (bin/"goosed").write_env_script libexec/"bin/goosed", GANDER_JAVA_HOME: Language::Java.java_home("25")
  end

  # The AOT cache is good for one Java in one place.
  def post_install
    with_env(GANDER_JAVA_HOME: Language::Java.java_home("25")) do
      system libexec/"bin/goosed-cache"
    end
  end

  service do
    run [opt_bin/"goosed", "agent"]
    keep_alive crashed: true
    log_path var/"log/gander.log"
    error_log_path var/"log/gander.log"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/goosed --version")
  end
end
