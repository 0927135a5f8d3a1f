@echo off
rem Starts Gander's goosed on Windows. Needs a Java 25 and nothing else. See bin/goosed for what the options are for.
rem   GANDER_JAVA_HOME  the Java to use (otherwise the packed one, JAVA_HOME if it is a 25 or newer, or the one of the PATH)
rem   GOOSED_JAVA_OPTS  more options for the JVM
setlocal
for %%I in ("%~dp0..") do set "image=%%~fI"
set "java=java"
set "home=%JAVA_HOME%"
if defined home set "home=%home:"=%"
if defined home findstr /r "^JAVA_VERSION=.2[5-9] ^JAVA_VERSION=.[3-9][0-9]" "%home%\release" >nul 2>nul && set "java=%home%\bin\java.exe"
if exist "%image%\runtime\bin\java.exe" set "java=%image%\runtime\bin\java.exe"
if defined GANDER_JAVA_HOME set "java=%GANDER_JAVA_HOME%\bin\java.exe"
if "%java%"=="java" where java >nul 2>nul || goto :nojava
rem Servers start without the library that reads commands for people.
set "modules=%image%\lib"
if not "%~1"=="agent" if not "%~1"=="acp" if not "%~1"=="mcp" set "modules=%image%\lib;%image%\lib\on-demand\cli"
"%java%" ^
  -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.5 -XX:Tier3LoadFeedback=50 -XX:C1MaxInlineSize=24 ^
  -XX:SweeperThreshold=90 -XX:StringTableSize=8192 -Xms54m -Xmx1g ^
  -XX:NewSize=40m -XX:SurvivorRatio=2 -XX:-ShrinkHeapInSteps -XX:MaxHeapFreeRatio=60 -XX:SoftRefLRUPolicyMSPerMB=10 ^
  -Djdk.nio.maxCachedBufferSize=262144 -Djdk.httpclient.bufsize=131072 -Djdk.reflect.useNativeAccessorOnly=true ^
  -Djava.locale.providers=FALLBACK ^
  -Xlog:disable -Xlog:all=error,aot*=off,cds*=off:stderr -XX:+DisplayVMOutputToStderr ^
  --enable-native-access=org.xerial.sqlitejdbc,dev.gander.adapters.persistence,dev.gander.process ^
  "-Dgander.image=%image%" %GOOSED_JAVA_OPTS% ^
  -p "%modules%" -m dev.gander.bootstrap/dev.gander.bootstrap.Main %*
exit /b %ERRORLEVEL%

:nojava
echo Error: Gander needs a Java 25 or newer, and found none in GANDER_JAVA_HOME, JAVA_HOME or the PATH. 1>&2
exit /b 1
