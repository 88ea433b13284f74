import { getSheet } from '@weichuang/contracts/judging/sheets';
import { ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { useParams } from 'react-router';
import { useApi } from '../../../app/api';
import { Sheet } from '../sheet/Sheet';

export default function SheetPage() {
  const { sheetId = '' } = useParams();
  const { data, error, refetch } = useApi(getSheet, { params: { id: sheetId } }, { fresh: true });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data ? <Sheet key={data.id} sheet={data} /> : <PageSkeleton />;
}
