@echo off
rem Twin of the script "dev": every task of the project, each setting up first what it needs.
setlocal
cd /d "%~dp0"
set PYTHONUTF8=1
set PIP_DISABLE_PIP_VERSION_CHECK=1
set PYRIGHT_PYTHON_IGNORE_WARNINGS=1
set VENV=.venv\Scripts\python.exe

set TASK=%~1
set REST=
:shift
shift
if not "%~1"=="" (
    set REST=%REST% %1
    goto shift
)

if "%TASK%"=="run"      call :locked requirements.lock     && %VENV% main.py %REST%
if "%TASK%"=="run"      exit /b %ERRORLEVEL%
for %%T in (setup test test-all bench lint shots freeze) do if "%TASK%"=="%%T" goto develop
echo dev run ^| test ^| test-all ^| bench ^| lint ^| shots ^| freeze ^| setup
exit /b 2

:develop
call :locked requirements-dev.lock || exit /b 2
set QT_QPA_PLATFORM=
if "%TASK%"=="test"     set QT_QPA_PLATFORM=offscreen
if "%TASK%"=="test-all" set QT_QPA_PLATFORM=offscreen
if "%TASK%"=="shots"    set QT_QPA_PLATFORM=offscreen
if "%TASK%"=="setup"    exit /b 0
if "%TASK%"=="test"     %VENV% -m pytest -n 2 --dist loadgroup %REST%
if "%TASK%"=="test-all" %VENV% -m pytest -n 2 --dist loadgroup -m "" %REST%
if "%TASK%"=="bench"    %VENV% -m bench %REST%
if "%TASK%"=="shots"    %VENV% -m tests.shots %REST%
if "%TASK%"=="freeze"   %VENV% -m PyInstaller --noconfirm --clean --log-level WARN installer.spec
if not "%TASK%"=="lint" exit /b %ERRORLEVEL%

set STATUS=0
%VENV% -m ruff check                             || set STATUS=1
%VENV% -m ruff format --check                    || set STATUS=1
%VENV% -m pyright                                || set STATUS=1
.venv\Scripts\lint-imports.exe --no-logo         || set STATUS=1
%VENV% -m pytest -q tests\test_architecture.py   || set STATUS=1
exit /b %STATUS%

rem Installs what a lock file lists, only when the file has changed since.
:locked
if not exist %VENV% call :virtual_environment || exit /b 2
fc /b %1 ".venv\%1.installed" >nul 2>nul && exit /b 0
%VENV% -m pip install -q --no-input --no-deps --require-hashes -r %1 || exit /b 2
copy /y %1 ".venv\%1.installed" >nul
exit /b 0

:virtual_environment
for %%V in (3.12 3.11 3.13) do (
    py -%%V -m venv --clear .venv 2>nul && exit /b 0
)
echo Python 3.11, 3.12 or 3.13 is needed: https://www.python.org/downloads/windows/
exit /b 2
