/* Which exit code an error stands for. */
#include "cli/command.h"

#include "catalog/error.h"
#include "photos/error.h"
#include "sheets/error.h"
#include "sync/error.h"

typedef struct {
  int code;
  EtaExit exit;
} Row;

/* What is not in a table is a wrong use or bad input. */
static const Row catalog_rows[] = {
    {ETA_CATALOG_ERROR_LOCKED, ETA_EXIT_FILE},
    {ETA_CATALOG_ERROR_READ_ONLY, ETA_EXIT_FILE},
    {ETA_CATALOG_ERROR_NEWER, ETA_EXIT_FILE},
    {ETA_CATALOG_ERROR_DAMAGED, ETA_EXIT_FILE},
    {ETA_CATALOG_ERROR_FULL, ETA_EXIT_FILE},
    {ETA_CATALOG_ERROR_FAILED, ETA_EXIT_FILE},
    {-1},
};
static const Row photos_rows[] = {
    {ETA_PHOTOS_ERROR_FULL, ETA_EXIT_FILE},
    {ETA_PHOTOS_ERROR_ALBUM, ETA_EXIT_FILE},
    {-1},
};
static const Row sheets_rows[] = {
    {ETA_SHEETS_ERROR_FONT, ETA_EXIT_FILE},
    {ETA_SHEETS_ERROR_FULL, ETA_EXIT_FILE},
    {ETA_SHEETS_ERROR_FILE, ETA_EXIT_FILE},
    {ETA_SHEETS_ERROR_FAILED, ETA_EXIT_FILE},
    {-1},
};
static const Row sync_rows[] = {
    {ETA_SYNC_ERROR_UNREACHABLE, ETA_EXIT_MARKET}, {ETA_SYNC_ERROR_UNTRUSTED, ETA_EXIT_MARKET},
    {ETA_SYNC_ERROR_REFUSED_KEY, ETA_EXIT_MARKET}, {ETA_SYNC_ERROR_WRONG_SERVER, ETA_EXIT_MARKET},
    {ETA_SYNC_ERROR_BUSY, ETA_EXIT_MARKET},        {ETA_SYNC_ERROR_UNKNOWN, ETA_EXIT_MARKET},
    {ETA_SYNC_ERROR_FAILED, ETA_EXIT_MARKET},      {ETA_SYNC_ERROR_RUNNING, ETA_EXIT_FILE},
    {ETA_SYNC_ERROR_CANCELLED, ETA_EXIT_PART},     {ETA_SYNC_ERROR_REJECTED, ETA_EXIT_PART},
    {ETA_SYNC_ERROR_TOO_LARGE, ETA_EXIT_PART},     {-1},
};
static const Row file_rows[] = {
    {G_FILE_ERROR_NOSPC, ETA_EXIT_FILE},
    {G_FILE_ERROR_ROFS, ETA_EXIT_FILE},
    {G_FILE_ERROR_IO, ETA_EXIT_FILE},
    {G_FILE_ERROR_ACCES, ETA_EXIT_FILE},
    {-1},
};
static const Row io_rows[] = {
    {G_IO_ERROR_CANCELLED, ETA_EXIT_PART},         {G_IO_ERROR_NO_SPACE, ETA_EXIT_FILE},
    {G_IO_ERROR_READ_ONLY, ETA_EXIT_FILE},         {G_IO_ERROR_FAILED, ETA_EXIT_FILE},
    {G_IO_ERROR_PERMISSION_DENIED, ETA_EXIT_FILE}, {-1},
};

EtaExit
eta_exit_code (const GError *error)
{
  const struct {
    GQuark domain;
    const Row *rows;
  } tables[] = {
      {ETA_CATALOG_ERROR, catalog_rows}, {ETA_PHOTOS_ERROR, photos_rows},
      {ETA_SHEETS_ERROR, sheets_rows},   {ETA_SYNC_ERROR, sync_rows},
      {G_FILE_ERROR, file_rows},         {G_IO_ERROR, io_rows},
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const Row *row = tables[i].rows; error->domain == tables[i].domain && row->code >= 0;
         row++)
      if (row->code == error->code)
        return row->exit;
  return ETA_EXIT_USAGE;
}
