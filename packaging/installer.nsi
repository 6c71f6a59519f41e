; The installer for Windows: for one person or for the whole computer, in Russian and English. scripts/packages/installer.ts
; gives APP_DIR (the folder that electron-builder packed), VERSION, FILE_VERSION (four numbers), SIZE_KIB, OUT_FILE and
; REMOVE_LIST (what the uninstaller removes: the files of APP_DIR and no other).
;
; Exit codes: 0 done, 1 cancelled by the person, 2 could not, 3 the program is running, 4 a newer version is installed.
; Silent: /S, with /CurrentUser or /AllUsers.

Unicode true
ManifestDPIAware true
!define NAME "Klyuchnik"
!define PROGRAM "Klyuchnik.exe"
!define PUBLISHER "Klyuchnik contributors"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_INSTDIR "${NAME}"
; An upgrade goes where the former version is.
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INIT_TEXT_ALLUSERSNOTPOSSIBLE "$(NeedsAdministrator)"
!include MultiUser.nsh
!include MUI2.nsh
!include LogicLib.nsh
!include WordFunc.nsh
!insertmacro VersionCompare

Name "$(AppName)"
OutFile "${OUT_FILE}"
BrandingText "Klyuchnik ${VERSION}"
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif
VIProductVersion "${FILE_VERSION}"
VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "${NAME}"
VIAddVersionKey /LANG=0 "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=0 "LegalCopyright" "${PUBLISHER}, MIT"

!define MUI_ICON "icon.ico"
!define MUI_UNICON "icon.ico"
!define MUI_ABORTWARNING
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; The first one is taken where Windows speaks neither.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Russian"

LangString AppName ${LANG_ENGLISH} "Klyuchnik"
LangString AppName ${LANG_RUSSIAN} "Ключник"
LangString Running ${LANG_ENGLISH} "Klyuchnik is running. Close its window, or end it by its icon in the notification area, and start this program again. Nothing was changed."
LangString Running ${LANG_RUSSIAN} "Ключник запущен. Закройте его окно или завершите его через значок в области уведомлений и запустите эту программу снова. Ничего не изменено."
LangString Newer ${LANG_ENGLISH} "A newer version of Klyuchnik is installed. An older one is not put over it: it might not read the records. Nothing was changed."
LangString Newer ${LANG_RUSSIAN} "Установлена более новая версия Ключника. Старая поверх неё не ставится: она может не прочитать записи. Ничего не изменено."
LangString NotRemoved ${LANG_ENGLISH} "The former version could not be removed. Restart the computer and try again."
LangString NotRemoved ${LANG_RUSSIAN} "Прежнюю версию не удалось удалить. Перезагрузите компьютер и попробуйте снова."
LangString NeedsAdministrator ${LANG_ENGLISH} "Installing for everybody needs an administrator. Install it for yourself, or ask your administrator."
LangString NeedsAdministrator ${LANG_RUSSIAN} "Установить программу для всех может администратор. Установите её только для себя или обратитесь к администратору."
LangString RequestType ${LANG_ENGLISH} "Signed request of Klyuchnik"
LangString RequestType ${LANG_RUSSIAN} "Подписанный запрос Ключника"
LangString CardType ${LANG_ENGLISH} "Card of a person in Klyuchnik"
LangString CardType ${LANG_RUSSIAN} "Карточка человека в Ключнике"
LangString DocumentsType ${LANG_ENGLISH} "People and rules in Klyuchnik"
LangString DocumentsType ${LANG_RUSSIAN} "Люди и правила в Ключнике"

; Windows refuses to write into a program that runs.
!macro EndIfRunning
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(Running)" /SD IDOK
      SetErrorLevel 3
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

!macro RegisterType EXTENSION TYPE TEXT
  WriteRegStr SHCTX "Software\Classes\.${EXTENSION}" "" "${NAME}.${TYPE}"
  WriteRegStr SHCTX "Software\Classes\${NAME}.${TYPE}" "" "${TEXT}"
  WriteRegStr SHCTX "Software\Classes\${NAME}.${TYPE}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr SHCTX "Software\Classes\${NAME}.${TYPE}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
!macroend

; Another program may have taken the files over since: then only our own entry goes.
!macro ForgetType EXTENSION TYPE
  ReadRegStr $0 SHCTX "Software\Classes\.${EXTENSION}" ""
  ${If} $0 == "${NAME}.${TYPE}"
    DeleteRegKey SHCTX "Software\Classes\.${EXTENSION}"
  ${EndIf}
  DeleteRegKey SHCTX "Software\Classes\${NAME}.${TYPE}"
!macroend

; Source: SHChangeNotify, SHCNE_ASSOCCHANGED.
!macro TellShell
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function .onInit
  SetRegView 64
  !insertmacro MULTIUSER_INIT
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section
  !insertmacro EndIfRunning
  ReadRegStr $1 SHCTX "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $1 != ""
    ${VersionCompare} "$1" "${VERSION}" $2
    ${If} $2 == 1
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(Newer)" /SD IDOK
      SetErrorLevel 4
      Quit
    ${EndIf}
  ${EndIf}
  ; The former version takes its own files away; which those are it knows best. It leaves the profile.
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    ExecWait '"$INSTDIR\uninstall.exe" /S /$MultiUser.InstallMode _?=$INSTDIR' $3
    ${If} $3 != 0
      MessageBox MB_OK|MB_ICONSTOP "$(NotRemoved)" /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
  ${EndIf}

  SetOverwrite on
  SetOutPath "$INSTDIR"
  File /r "${APP_DIR}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Klyuchnik.lnk" "$INSTDIR\${PROGRAM}"
  !insertmacro RegisterType "klyuchnik" "request" "$(RequestType)"
  !insertmacro RegisterType "klyuchnik-card" "card" "$(CardType)"
  !insertmacro RegisterType "klyuchnik-documents" "documents" "$(DocumentsType)"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "$(AppName)"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM},0"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KIB}
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
  !insertmacro TellShell
SectionEnd

Section un.Install
  !insertmacro EndIfRunning
  !include "${REMOVE_LIST}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Klyuchnik.lnk"
  !insertmacro ForgetType "klyuchnik" "request"
  !insertmacro ForgetType "klyuchnik-card" "card"
  !insertmacro ForgetType "klyuchnik-documents" "documents"
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  !insertmacro TellShell
SectionEnd
